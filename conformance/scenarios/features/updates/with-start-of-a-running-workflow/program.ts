import assert from 'node:assert/strict';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { add, sums } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'sums'), workflowIdConflictPolicy: 'USE_EXISTING' as const };
    const handle = await client.workflow.start(sums, options);
    assert.equal(await handle.executeUpdate(add, { args: [1] }), 1);
    const startWorkflowOperation = new WithStartWorkflowOperation(sums, options);
    assert.equal(await client.workflow.executeUpdateWithStart(add, { startWorkflowOperation, args: [2] }), 3);
    assert.equal(await handle.result(), 3);
  });
}
