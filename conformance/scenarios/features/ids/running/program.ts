import assert from 'node:assert/strict';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = named(env, 'endless');
    const handle = await client.workflow.start(endless, options);
    await untilEvent(env, handle, 'timerStarted');
    const error = await rejection(client.workflow.start(endless, options));
    assert.ok(error instanceof WorkflowExecutionAlreadyStartedError);
    assert.equal(error.message, 'Workflow execution already started');
    assert.deepEqual([error.workflowId, error.workflowType], [options.workflowId, 'endless']);
    await handle.terminate('seen enough');
  });
}
