import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { tries } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const retry = { initialInterval: '10 milliseconds', maximumAttempts: 5 } as const;
    const result = await client.workflow.execute(tries, { ...named(env, 'tries'), retry });
    assert.equal(result, 'attempt 3 after attempt 2');
  });
}
