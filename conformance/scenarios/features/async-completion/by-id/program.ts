import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { waits } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const approved = await client.workflow.start(waits, named(env, 'approved'));
    const refused = await client.workflow.start(waits, named(env, 'refused'));
    const activityOf = ({ workflowId }: { workflowId: string }) => ({ workflowId, activityId: 'approval' });
    const started = ({ workflowId }: { workflowId: string }) =>
      env.until('the activity', async () => {
        const { raw } = await client.workflow.getHandle(workflowId).describe();
        return raw.pendingActivities?.some(({ lastStartedTime }) => lastStartedTime != null);
      });
    await started(approved);
    await client.activity.complete(activityOf(approved), 'approved');
    assert.equal(await approved.result(), 'approved');
    await started(refused);
    await client.activity.fail(activityOf(refused), ApplicationFailure.nonRetryable('refused'));
    assert.equal((await causeOf(refused.result())).cause?.message, 'refused');
  });
}
