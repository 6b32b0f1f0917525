import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { early, go, lateHandlers, other } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(lateHandlers, named(env, 'late'));
    await untilEvent(env, handle, 'workflowTaskCompleted');
    await handle.signal(early, 1);
    await handle.signal(other, 2);
    await handle.signal(early, 3);
    await handle.signal(go);
    assert.deepEqual(await handle.result(), ['early 1', 'early 3', 'next statement', 'default other 2']);
  });
}
