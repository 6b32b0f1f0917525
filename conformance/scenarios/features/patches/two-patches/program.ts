import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { twice } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), maxCachedWorkflows: 0 }, async (client) => {
    assert.deepEqual(await client.workflow.execute(twice, named(env, 'twice')), [true, true, true]);
  });
}
