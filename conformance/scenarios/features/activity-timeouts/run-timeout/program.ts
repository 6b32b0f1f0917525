import assert from 'node:assert/strict';
import { TimeoutFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(endless, { ...named(env, 'endless'), workflowRunTimeout: '1 second' });
    const error = await rejection(handle.result());
    assert.equal(error.message, 'Workflow execution timed out');
    assert.ok(error.cause instanceof TimeoutFailure);
    assert.equal((await handle.describe()).status.name, 'TIMED_OUT');
  });
}
