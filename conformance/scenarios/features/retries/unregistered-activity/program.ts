import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { asksForMore } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    assert.deepEqual(await client.workflow.execute(asksForMore, named(env, 'asks')), [
      'MAXIMUM_ATTEMPTS_REACHED',
      'NotFoundError',
      'Activity function unknown is not registered on this Worker, available activities: ["known","other"]',
    ]);
  });
}
