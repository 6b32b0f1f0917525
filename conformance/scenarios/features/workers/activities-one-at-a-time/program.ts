import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { counted } from './activities';
import { allAtOnce } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { activities, seen } = counted();
  const options = {
    workflowsPath: require.resolve('./workflows'),
    activities,
    maxConcurrentActivityTaskExecutions: 1,
    maxActivitiesPerSecond: 50,
    maxTaskQueueActivitiesPerSecond: 50,
  };
  await withWorker(env, options, async (client) => {
    const results = await client.workflow.execute(allAtOnce, { ...named(env, 'allAtOnce'), args: [10] });
    assert.deepEqual(results, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual([...seen.begun].sort(), results);
    assert.equal(seen.mostAtOnce, 1);
  });
}
