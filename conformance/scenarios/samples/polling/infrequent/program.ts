import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { createRegistryActivities } from './activities';
import { awaitGrant } from './workflows';

export async function run(env: Environment): Promise<void> {
  const times: number[] = [];
  const registry = {
    statusOf: async () => (times.push(performance.now()) === 4 ? ('granted' as const) : ('open' as const)),
  };
  const options = { workflowsPath: require.resolve('./workflows'), activities: createRegistryActivities(registry) };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('passport');
    const result = await client.workflow.execute(awaitGrant, {
      taskQueue: env.taskQueue,
      workflowId,
      args: ['passport'],
    });
    assert.equal(result, 'granted at question 4');
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert(
      gaps.every((gap) => gap > 25),
      `Asked after ${gaps.join(', ')} ms`,
    );
  });
}
