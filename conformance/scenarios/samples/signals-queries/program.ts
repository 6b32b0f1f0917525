import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { cancelSubscription, state, subscription } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./workflows');
  const worker = await Worker.create({ connection: nativeConnection, namespace, taskQueue, workflowsPath });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });

  await worker.runUntil(async () => {
    await cancelled(env, client);
    await kept(env, client);
  });
  await connection.close();
  await nativeConnection.close();
}

async function cancelled(env: Environment, client: Client): Promise<void> {
  const handle = await client.workflow.start(subscription, {
    taskQueue: env.taskQueue,
    workflowId: env.workflowId('cancelled'),
    args: ['30 days'],
  });
  assert.equal(await handle.query(state), 'on trial');
  await handle.signal(cancelSubscription, 'too dear');
  assert.equal(await handle.result(), 'ended early, too dear');
  assert.equal(await handle.query(state), 'cancelled: too dear');
}

async function kept(env: Environment, client: Client): Promise<void> {
  const result = await client.workflow.execute(subscription, {
    taskQueue: env.taskQueue,
    workflowId: env.workflowId('kept'),
    args: ['20 milliseconds'],
  });
  assert.equal(result, 'paid');
}
