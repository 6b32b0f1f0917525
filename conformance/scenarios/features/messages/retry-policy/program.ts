import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withClient } from '../../../support/with-worker';

const CASES = [
  [{ backoffCoefficient: 0 }, 'RetryPolicy.backoffCoefficient must be greater than 0'],
  [{ maximumAttempts: -1 }, 'RetryPolicy.maximumAttempts must be a positive integer'],
  [{ maximumAttempts: 1.5 }, 'RetryPolicy.maximumAttempts must be an integer'],
  [{ initialInterval: 0 }, 'RetryPolicy.initialInterval cannot be 0'],
  [{ maximumInterval: 0 }, 'RetryPolicy.maximumInterval cannot be 0'],
  [{ initialInterval: 20, maximumInterval: 10 }, 'RetryPolicy.maximumInterval cannot be less than its initialInterval'],
] as const;

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    for (const [retry, message] of CASES) {
      const start = client.workflow.start('any', { ...named(env, 'never'), retry });
      await assert.rejects(start, { name: 'ValueError', message });
    }
  });
}
