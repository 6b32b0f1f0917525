import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withClient } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start('waits', named(env, 'waits'));
    const refused = rejection(handle.executeUpdate('unseen'));
    await handle.terminate('before any worker came');
    const error = await refused;
    assert.ok(error instanceof WorkflowNotFoundError, String(error));
    assert.equal(error.workflowId, handle.workflowId);
  });
}
