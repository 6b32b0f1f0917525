import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { waits } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(waits, named(env, 'waits'));
    await untilEvent(env, handle, 'timerStarted');
    await handle.cancel();
    const error = await rejection(handle.result());
    assert.ok(error instanceof WorkflowFailedError);
    assert.equal(error.message, 'Workflow execution cancelled');
    assert.ok(error.cause instanceof CancelledFailure);
    assert.equal((await handle.describe()).status.name, 'CANCELLED');
  });
}
