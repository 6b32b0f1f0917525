import assert from 'node:assert/strict';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { finish, slow } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const schedule = await client.schedule.create({
      scheduleId: env.name('slow'),
      spec: { calendars: [{ year: 2099 }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      action: { type: 'startWorkflow', workflowType: slow, taskQueue: env.taskQueue, workflowId: env.name('slow') },
    });
    await schedule.trigger(ScheduleOverlapPolicy.SKIP);
    const running = await env.until('the first action', async () => {
      const { runningActions } = (await schedule.describe()).info;
      return runningActions[0]?.workflow.workflowId;
    });
    await schedule.trigger(ScheduleOverlapPolicy.SKIP);
    await env.until(
      'the second to be skipped',
      async () => (await schedule.describe()).info.numActionsSkippedOverlap === 1,
    );
    assert.equal((await schedule.describe()).info.numActionsTaken, 1);
    await client.workflow.getHandle(running).signal(finish);
    await client.workflow.getHandle(running).result();
    env.record('slow', running);
    await schedule.delete();
  });
}
