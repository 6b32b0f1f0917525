import assert from 'node:assert/strict';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { causeOf, rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { ends } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = named(env, 'ends');
    const again = (
      workflowIdReusePolicy: 'ALLOW_DUPLICATE' | 'ALLOW_DUPLICATE_FAILED_ONLY' | 'REJECT_DUPLICATE',
      fails = false,
    ) => client.workflow.execute(ends, { ...options, workflowIdReusePolicy, args: [fails] });
    assert.equal(await again('REJECT_DUPLICATE'), 'completed');
    for (const policy of ['REJECT_DUPLICATE', 'ALLOW_DUPLICATE_FAILED_ONLY'] as const) {
      assert.ok((await rejection(again(policy))) instanceof WorkflowExecutionAlreadyStartedError);
    }
    assert.equal((await causeOf(again('ALLOW_DUPLICATE', true))).message, 'as asked');
    assert.equal(await again('ALLOW_DUPLICATE_FAILED_ONLY'), 'completed');
  });
}
