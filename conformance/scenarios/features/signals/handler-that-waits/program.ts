import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { collects, work } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(collects, named(env, 'collects'));
    await untilEvent(env, handle, 'workflowTaskCompleted');
    await handle.signal(work, 400);
    await untilEvent(env, handle, 'timerStarted');
    await handle.signal(work, 5);
    assert.deepEqual(await handle.result(), [5, 400]);
  });
}
