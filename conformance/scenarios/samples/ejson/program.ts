import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { birds, type Observation, observe, seen } from './workflows';

const morning: Observation = {
  at: new Date('2024-05-01T04:30:00Z'),
  birds: new Set(['owl', 'wren']),
  feathers: 9_007_199_254_740_993n,
  name: /^owl$/i,
};

const dataConverter = { payloadConverterPath: require.resolve('./payload-converter') };
const workflowsPath = require.resolve('./workflows');

export const replay = { workflowsPath, dataConverter };

export async function run(env: Environment): Promise<void> {
  const options = { workflowsPath, activities, dataConverter, clientOptions: { dataConverter } };
  await withWorker(env, options, async (client) => {
    const handle = await client.workflow.start(observe, {
      taskQueue: env.taskQueue,
      workflowId: env.workflowId('observation'),
      args: [morning],
      memo: { since: morning.at },
    });
    assert.deepEqual(await handle.query(birds), morning.birds);
    await handle.signal(seen, new Set(['wren', 'heron']));
    assert.deepEqual(await handle.result(), {
      at: new Date('2024-05-01T05:30:00Z'),
      birds: new Set(['owl', 'wren', 'heron']),
      feathers: 9_007_199_254_740_994n,
      name: /^owl$/i,
    });
    assert.deepEqual((await handle.describe()).memo, { since: morning.at });
  });
}
