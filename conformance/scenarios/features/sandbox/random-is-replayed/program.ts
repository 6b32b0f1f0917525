import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { draws } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), maxCachedWorkflows: 0 }, async (client) => {
    assert.deepEqual(await client.workflow.execute(draws, named(env, 'draws')), [true, true, true, true]);
  });
}
