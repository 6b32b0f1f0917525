import assert from 'node:assert/strict';
import { TimeoutFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { endless } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(endless, {
      ...named(env, 'endless'),
      workflowExecutionTimeout: '1 second',
      retry: { initialInterval: '1 second', maximumAttempts: 5 },
    });
    assert.ok((await causeOf(handle.result())) instanceof TimeoutFailure);
    assert.equal((await handle.describe()).runId, handle.firstExecutionRunId);
  });
}
