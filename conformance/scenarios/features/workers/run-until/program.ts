import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  const workflowsPath = require.resolve('./workflows');
  const states: string[] = [];
  const answer = await withWorker(env, { workflowsPath }, async (_client, worker) => {
    states.push(worker.getState());
    return 42;
  });
  assert.equal(answer, 42);
  assert.deepEqual(states, ['RUNNING']);
  const failing = withWorker(env, { workflowsPath }, async () => {
    throw new Error('of the program');
  });
  await assert.rejects(failing, /of the program/);
}
