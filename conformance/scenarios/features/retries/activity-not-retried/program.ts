import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { once } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows'), activities }, async (client) => {
    const cases = [
      ['listed', 'Fatal', false],
      ['itself', 'Other', true],
    ] as const;
    for (const [label, type, nonRetryable] of cases) {
      const options = { ...named(env, label), args: [type, nonRetryable] as [string, boolean] };
      assert.equal(await client.workflow.execute(once, options), 'NON_RETRYABLE_FAILURE attempt 1');
    }
  });
}
