import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { counts } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    for (const label of ['first', 'second']) {
      assert.equal(await client.workflow.execute(counts, named(env, label)), 1);
    }
  });
}
