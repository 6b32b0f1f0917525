import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { taskFailureOf, untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { fail, fragile } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(fragile, named(env, 'fragile'));
    await untilEvent(env, handle, 'timerStarted');
    await handle.signal(fail);
    assert.equal(await taskFailureOf(env, handle), 'not a failure of Temporal');
    assert.equal((await handle.describe()).status.name, 'RUNNING');
    await handle.terminate('seen enough');
  });
}
