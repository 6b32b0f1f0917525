import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { nothing } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.deepEqual(await client.workflow.execute(nothing, named(env, 'nothing')), [
      'memo must be a non-null Record',
      'searchAttributes must be a non-null SearchAttributes',
    ]);
  });
}
