import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { createLaboratoryActivities } from './activities';
import { examine } from './workflows';

export async function run(env: Environment): Promise<void> {
  const laboratory = { ask: async (_sample: string, round: number) => (round === 4 ? 'ready' : 'busy') };
  const options = { workflowsPath: require.resolve('./workflows'), activities: createLaboratoryActivities(laboratory) };
  await withWorker(env, options, async (client) => {
    const workflowId = env.workflowId('blood');
    const result = await client.workflow.execute(examine, { taskQueue: env.taskQueue, workflowId, args: ['blood'] });
    assert.equal(result, 'blood with ticket 4');
  });
}
