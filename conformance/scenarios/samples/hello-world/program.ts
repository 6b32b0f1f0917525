import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../environment';
import * as activities from './activities';
import { welcome } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace,
    taskQueue,
    workflowsPath: require.resolve('./workflows'),
    activities,
  });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });

  await worker.runUntil(async () => {
    const workflowId = env.workflowId('welcome');
    const result = await client.workflow.execute(welcome, { taskQueue, workflowId, args: ['Ann'] });
    assert.equal(result, 'Hello, Ann!');
    assert.equal(await client.workflow.getHandle(workflowId).result(), 'Hello, Ann!');
  });
  await connection.close();
  await nativeConnection.close();
}
