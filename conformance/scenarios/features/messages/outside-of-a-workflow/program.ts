import assert from 'node:assert/strict';
import * as workflow from '@temporalio/workflow';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { inside } from './workflows';

export async function run(env: Environment): Promise<void> {
  assert.throws(() => workflow.workflowInfo(), { name: 'IllegalStateError' });
  assert.throws(() => workflow.patched('any'), { name: 'IllegalStateError' });
  assert.throws(() => workflow.setHandler(workflow.defineQuery('any'), () => undefined), { name: 'IllegalStateError' });
  assert.equal(workflow.inWorkflowContext(), false);
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.equal(await client.workflow.execute(inside, named(env, 'inside')), true);
  });
}
