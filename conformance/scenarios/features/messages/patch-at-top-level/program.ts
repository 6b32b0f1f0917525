import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { tells } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.equal(
      await client.workflow.execute(tells, named(env, 'tells')),
      'IllegalStateError: Patches cannot be used before Workflow starts',
    );
  });
}
