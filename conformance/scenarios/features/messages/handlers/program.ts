import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { wrong } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    assert.deepEqual(await client.workflow.execute(wrong, named(env, 'wrong')), [
      "TypeError: Expected handler to be either a function or 'undefined'. Got: 'string'",
      'TypeError: Invalid definition type: other',
    ]);
  });
}
