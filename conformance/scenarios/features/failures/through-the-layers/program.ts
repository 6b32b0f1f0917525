import assert from 'node:assert/strict';
import { ActivityFailure, type ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { pays } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const handle = await client.workflow.start(pays, named(env, 'pays'));
    const failure = await causeOf(handle.result());
    assert.ok(failure instanceof ActivityFailure);
    assert.deepEqual([failure.message, failure.activityType], ['Activity task failed', 'charge']);
    const declined = failure.cause as ApplicationFailure;
    assert.deepEqual([declined.message, declined.type, declined.nonRetryable], ['declined', 'Declined', true]);
    assert.deepEqual(declined.details, [{ card: 42 }]);
    assert.equal(declined.cause?.message, 'the card has expired');
  });
}
