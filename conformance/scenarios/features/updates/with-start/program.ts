import assert from 'node:assert/strict';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { add, sums } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const startWorkflowOperation = new WithStartWorkflowOperation(sums, {
      ...named(env, 'sums'),
      workflowIdConflictPolicy: 'FAIL',
    });
    const options = { startWorkflowOperation, args: [5] as [number] };
    assert.equal(await client.workflow.executeUpdateWithStart(add, options), 5);
    assert.equal(await (await startWorkflowOperation.workflowHandle()).result(), 5);
    await assert.rejects(
      client.workflow.executeUpdateWithStart(add, options),
      /This WithStartWorkflowOperation instance has already been executed/,
    );
  });
}
