import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { forget, say, scribble, words } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = { workflowsPath: require.resolve('./workflows'), activities, maxCachedWorkflows: 0 };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('scribble');
    const handle = await client.workflow.start(scribble, { taskQueue: env.taskQueue, workflowId });
    await env.until('the echo', async () => (await handle.query(words)).includes('ho ho'));
    assert.equal(await handle.executeUpdate(forget), 'ho ho');
    await handle.signal(say, 'stop');
    assert.deepEqual(await handle.result(), ['hush', 'HEY', 'stop', 'true']);
    assert.deepEqual((await handle.describe()).memo, { seen: 2 });
  });
}
