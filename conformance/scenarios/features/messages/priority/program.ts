import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withClient } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const start = (priorityKey: number) =>
      client.workflow.start('any', { ...named(env, 'never'), priority: { priorityKey } });
    await assert.rejects(start(1.5), { name: 'TypeError', message: 'priorityKey must be an integer' });
    await assert.rejects(start(-1), { name: 'RangeError', message: 'priorityKey must be a positive integer' });
  });
}
