import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { untilEvent } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { parent } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(parent, named(env, 'parent'));
    await untilEvent(env, handle, 'childWorkflowExecutionStarted');
    const child = client.workflow.getHandle(`${handle.workflowId}/child`);
    await untilEvent(env, child, 'timerStarted');
    await child.terminate('enough');
    assert.deepEqual(await handle.result(), {
      retryState: 'NON_RETRYABLE_FAILURE',
      cause: 'TerminatedFailure',
    });
  });
}
