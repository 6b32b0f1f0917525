import assert from 'node:assert/strict';
import { type ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless, ends, stop } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(ends, named(env, 'ends'));
    const update = await handle.startUpdate(endless, { waitForStage: 'ACCEPTED' });
    await handle.signal(stop);
    assert.equal(await handle.result(), 'done');
    const cause = (await rejection(update.result())).cause as ApplicationFailure;
    assert.equal(cause.type, 'AcceptedUpdateCompletedWorkflow');
    assert.equal(cause.message, 'Workflow Update failed because the Workflow completed before the Update completed.');
  });
}
