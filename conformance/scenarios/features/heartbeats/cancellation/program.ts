import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { cancels } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(
    env,
    { workflowsPath: require.resolve('./workflows'), activities, maxHeartbeatThrottleInterval: '50 milliseconds' },
    async (client) => {
      assert.equal(await client.workflow.execute(cancels, named(env, 'cancels')), 'cleaned up after CANCELLED');
    },
  );
}
