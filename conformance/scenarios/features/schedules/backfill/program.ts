import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { report } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const schedule = await client.schedule.create({
      scheduleId: env.name('backfilled'),
      spec: { intervals: [{ every: '1 hour' }] },
      action: { type: 'startWorkflow', workflowType: report, taskQueue: env.taskQueue, workflowId: env.name('report') },
      state: { paused: true },
    });
    await schedule.backfill({
      start: new Date('2025-01-01T07:59:00Z'),
      end: new Date('2025-01-01T09:01:00Z'),
      overlap: ScheduleOverlapPolicy.ALLOW_ALL,
    });
    for (const hour of ['08', '09']) {
      const workflowId = `${env.name('report')}-2025-01-01T${hour}:00:00Z`;
      await env.until(`the report of ${hour}:00`, async () => {
        const started = await client.workflow
          .getHandle(workflowId)
          .describe()
          .catch(() => undefined);
        return started?.status.name === 'COMPLETED';
      });
      env.record(`report ${hour}`, workflowId);
    }
    await schedule.delete();
  });
}
