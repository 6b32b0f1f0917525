import assert from 'node:assert/strict';
import { WorkflowContinuedAsNewError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { rounds } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const first = await client.workflow.start(rounds, { ...named(env, 'rounds'), args: [1] });
    assert.equal(await first.result(), 'the end');
    const options = { followRuns: false };
    const handle = client.workflow.getHandle(first.workflowId, first.firstExecutionRunId, options);
    const error = await rejection(handle.result());
    assert.ok(error instanceof WorkflowContinuedAsNewError);
    assert.equal(error.message, 'Workflow execution continued as new');
    assert.equal(error.newExecutionRunId, (await client.workflow.getHandle(first.workflowId).describe()).runId);
  });
}
