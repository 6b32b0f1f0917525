import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'endless'), workflowIdConflictPolicy: 'USE_EXISTING' as const };
    const first = await client.workflow.start(endless, options);
    await untilEvent(env, first, 'timerStarted');
    const second = await client.workflow.start(endless, options);
    assert.equal(second.firstExecutionRunId, first.firstExecutionRunId);
    await first.terminate('seen enough');
  });
}
