import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { withWorker } from '../../../support/with-worker';
import { tick } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = env.name('tick');
    const options = { taskQueue: env.taskQueue, workflowId, cronSchedule: '@every 1s' };
    const first = await client.workflow.start(tick, options);
    const chain = client.workflow.getHandle(workflowId);
    const second = await env.until('the second run', async () => {
      const { runId } = await chain.describe();
      return runId !== first.firstExecutionRunId && runId;
    });
    const noFollowing = { followRuns: false };
    assert.equal(await client.workflow.getHandle(workflowId, second, noFollowing).result(), 2);
    await chain.terminate('enough');
    assert.equal((await rejection(chain.result())).message, 'enough');
  });
}
