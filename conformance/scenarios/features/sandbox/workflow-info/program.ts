import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { looks } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = { ...named(env, 'looks'), workflowExecutionTimeout: '1 hour' } as const;
    assert.deepEqual(await client.workflow.execute(looks, options), {
      workflowType: 'looks',
      attempt: 1,
      historyLength: 3,
      memo: {},
      hasParent: false,
      taskTimeoutMs: 10_000,
      first: true,
      executionTimeoutMs: 3_600_000,
      continueAsNewSuggested: false,
      replaying: false,
    });
  });
}
