import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { brief } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(brief, named(env, 'brief'));
    await handle.result();
    const error = await rejection(handle.executeUpdate('any'));
    assert.ok(error instanceof WorkflowNotFoundError);
    assert.equal(error.message, 'workflow execution already completed');
  });
}
