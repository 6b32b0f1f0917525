import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from '../../environment.js';

export async function run(env: Environment): Promise<void> {
  const { withWorker } = await import('../../support/with-worker.js');
  const activities = await import('./activities.js');
  const { quoteTitle } = await import('./workflows.js');
  const server = createServer((_request, response) => response.end('<html><title>Moon</title></html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await withWorker(env, { workflowsPath: require.resolve('./workflows.js'), activities }, async (client) => {
      const workflowId = env.workflowId('title');
      const title = await client.workflow.execute(quoteTitle, { taskQueue: env.taskQueue, workflowId, args: [url] });
      assert.equal(title, '“Moon”');
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
