import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { impatient } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    assert.deepEqual(await client.workflow.execute(impatient, named(env, 'impatient')), {
      name: 'TimeoutFailure',
      timeoutType: 'START_TO_CLOSE',
      retryState: 'MAXIMUM_ATTEMPTS_REACHED',
    });
  });
}
