import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { tick } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const schedule = await client.schedule.create({
      scheduleId: env.name('ticks'),
      spec: { intervals: [{ every: '1 second' }] },
      action: { type: 'startWorkflow', workflowType: tick, taskQueue: env.taskQueue, workflowId: env.name('tick') },
      state: { remainingActions: 2 },
    });
    await env.until('two actions', async () => (await schedule.describe()).info.numActionsTaken === 2);
    const { info, state } = await schedule.describe();
    assert.equal(state.remainingActions, 0);
    assert.equal(info.recentActions.length, 2);
    for (const [index, { action }] of info.recentActions.entries()) {
      env.record(`tick ${index + 1}`, action.workflow.workflowId);
      await client.workflow.getHandle(action.workflow.workflowId).result();
    }
    await schedule.delete();
  });
}
