import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { createParcelActivities } from './activities';
import { findParcel } from './workflows';

export async function run(env: Environment): Promise<void> {
  let questions = 0;
  const depot = { whereIs: async () => (++questions === 4 ? 'Bremen' : undefined) };
  const options = { workflowsPath: require.resolve('./workflows'), activities: createParcelActivities(depot) };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('parcel');
    const place = await client.workflow.execute(findParcel, { taskQueue: env.taskQueue, workflowId, args: ['p1'] });
    assert.equal(place, 'Bremen');
    assert.equal(questions, 4);
  });
}
