import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { nothing } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = env.workflowId('nothing');
    assert.equal(await client.workflow.execute(nothing, { taskQueue: env.taskQueue, workflowId }), undefined);
  });
}
