import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless, waits } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(waits, named(env, 'waits'));
    const update = await handle.startUpdate(endless, { waitForStage: 'ACCEPTED' });
    const waiting = rejection(update.result());
    await handle.terminate();
    assertUnfinished(await waiting);
    assertUnfinished(await rejection(handle.getUpdateHandle(update.updateId).result()));
  });
}

function assertUnfinished(error: Error): void {
  assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
  assert.ok(error.cause instanceof ApplicationFailure, String(error.cause));
  assert.equal(error.cause.type, 'AcceptedUpdateCompletedWorkflow');
  assert.equal(error.cause.nonRetryable, true);
}
