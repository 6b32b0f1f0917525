import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { greetAll } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const nativeConnection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./workflows');
  const worker = await Worker.create({ connection: nativeConnection, namespace, taskQueue, workflowsPath });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });

  const workflowId = env.workflowId('all');
  const result = await worker.runUntil(() =>
    client.workflow.execute(greetAll, { taskQueue, workflowId, args: [['Ann', 'Bob', 'Cleo']] }),
  );
  assert.equal(result, 'Hello, Ann! Hello, Bob! Hello, Cleo!');
  await connection.close();
  await nativeConnection.close();
}
