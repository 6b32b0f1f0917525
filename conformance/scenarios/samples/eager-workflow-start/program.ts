import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../environment';
import * as activities from './activities';
import { mail } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./workflows');
  const worker = await Worker.create({ connection: nativeConnection, namespace, taskQueue, workflowsPath, activities });
  const client = new Client({ connection: nativeConnection, namespace });

  await worker.runUntil(async () => {
    const options = { taskQueue, args: ['card'] as [string] };
    // An ordinary one first: its end says that the worker is at work.
    const ordinary = await client.workflow.start(mail, { ...options, workflowId: env.workflowId('ordinary') });
    assert.equal(ordinary.eagerlyStarted, false);
    assert.equal(await ordinary.result(), 'stamped card');

    const workflowId = env.workflowId('eager');
    const eager = await client.workflow.start(mail, { ...options, workflowId, requestEagerStart: true });
    assert.equal(eager.eagerlyStarted, true);
    assert.equal(await eager.result(), 'stamped card');
    await isRefusedElsewhere(env);
  });
  await nativeConnection.close();
}

async function isRefusedElsewhere({ address, namespace, taskQueue, name }: Environment): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const start = client.workflow.start(mail, {
    taskQueue,
    workflowId: name('refused'),
    args: ['card'],
    requestEagerStart: true,
  });
  await assert.rejects(start, /[Ee]ager/);
  await connection.close();
}
