import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { bottle, percentDone } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const { taskQueue } = env;
    const jars = await client.workflow.start(bottle, {
      taskQueue,
      workflowId: env.workflowId('jars'),
      args: [4, [1, 1, 1, 1]],
    });
    assert.equal(await jars.result(), 4);
    assert.equal(await jars.query(percentDone), 100);

    const stuck = await client.workflow.start(bottle, {
      taskQueue,
      workflowId: env.workflowId('stuck'),
      args: [4, [1, 1, 86_400_000]],
    });
    await env.until('half of them', async () => (await stuck.query(percentDone)) === 50);
    await stuck.terminate('Out of jars');
    assert.equal(await stuck.query(percentDone), 50);
  });
}
