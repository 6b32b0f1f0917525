import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { attempts, calls, refuse } from './activities';
import { checkIn } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = {
    workflowsPath: require.resolve('./workflows'),
    activities: { attempts, refuse },
    maxCachedWorkflows: 0,
  };
  await withWorker(env, options, async (client) => {
    const guest = env.name('Ann');
    const workflowId = env.workflowId('check-in');
    const result = await client.workflow.execute(checkIn, { taskQueue: env.taskQueue, workflowId, args: [guest] });
    assert.deepEqual(result, ['local attempt 1', 'local attempt 3', 'local attempt 2', 'No room for Ann']);
    assert.equal(calls.get(guest), 6);
  });
}
