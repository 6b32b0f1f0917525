import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { fails } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const retry = { initialInterval: '10 milliseconds', nonRetryableErrorTypes: ['Fatal'] } as const;
    for (const [label, type, nonRetryable] of [
      ['listed', 'Fatal', false],
      ['itself', 'Other', true],
    ] as const) {
      const options = { ...named(env, label), retry: { ...retry, nonRetryableErrorTypes: ['Fatal'] } };
      const handle = await client.workflow.start(fails, { ...options, args: [type, nonRetryable] });
      assert.equal((await causeOf(handle.result())).message, 'once is enough');
      assert.equal((await handle.describe()).runId, handle.firstExecutionRunId);
    }
  });
}
