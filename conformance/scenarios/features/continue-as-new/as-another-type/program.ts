import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { caterpillar } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const result = await client.workflow.execute(caterpillar, named(env, 'caterpillar'));
    assert.equal(result, 'butterfly from a pupa, {"wings":2}, 3600000');
  });
}
