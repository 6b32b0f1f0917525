import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { gaveUp } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    assert.deepEqual(await client.workflow.execute(gaveUp, named(env, 'gave-up')), {
      message: 'Activity task failed',
      activityType: 'fails',
      retryState: 'MAXIMUM_ATTEMPTS_REACHED',
      cause: 'attempt 2',
      type: 'Unlucky',
    });
  });
}
