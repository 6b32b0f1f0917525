import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { carries } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const result = await client.workflow.execute(carries, {
      ...named(env, 'carries'),
      args: [true],
      memo: { given: 1 },
      workflowRunTimeout: '1 hour',
      retry: { maximumAttempts: 3 },
    });
    assert.deepEqual(result, {
      memo: { given: 1 },
      keyword: 'upserted',
      runTimeoutMs: 3_600_000,
      maximumAttempts: 3,
    });
  });
}
