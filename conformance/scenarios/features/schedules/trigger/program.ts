import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { report } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const workflowId = env.name('report');
    const schedule = await client.schedule.create({
      scheduleId: env.name('daily'),
      spec: { calendars: [{ year: 2099 }] },
      action: { type: 'startWorkflow', workflowType: report, taskQueue: env.taskQueue, workflowId, args: ['on time'] },
    });
    await schedule.trigger();
    const [action] = await env.until('its action', async () => {
      const { recentActions } = (await schedule.describe()).info;
      return recentActions.length > 0 && recentActions;
    });
    const started = action?.action.workflow.workflowId ?? '';
    assert.ok(started.startsWith(`${workflowId}-`));
    assert.equal(await client.workflow.getHandle(started).result(), 'on time');
    env.record('report', started);
    await schedule.delete();
  });
}
