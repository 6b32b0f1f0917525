import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { parent } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.deepEqual(await client.workflow.execute(parent, named(env, 'parent')), {
      message: 'Child Workflow execution failed',
      cause: 'out of stock',
      type: 'OutOfStock',
      retryState: 'RETRY_POLICY_NOT_SET',
    });
  });
}
