import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import type { Environment } from '../../environment';
import { createServer } from './packages/server';
import { startWorker } from './packages/worker';

export const replay = { workflowsPath: require.resolve('./packages/workflows') };

export async function run(env: Environment): Promise<void> {
  const { address, namespace, taskQueue } = env;
  const stopWorker = await startWorker(env);
  const connection = await Connection.connect({ address });
  try {
    const server = createServer(new Client({ connection, namespace }), taskQueue);
    const workflowId = env.workflowId('dinner');
    const handle = await server.order(workflowId, { dish: 'soup', plates: 2 });
    await env.until('two plates', async () => (await server.platesOnTheWay(workflowId)) === 2);
    await server.serve(workflowId, 'Ann');
    assert.equal(await handle.result(), 'hot soup and hot soup, served by Ann');
  } finally {
    await stopWorker();
    await connection.close();
  }
}
