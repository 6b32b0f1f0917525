/** A schedule starts workflows at its times, is paused, makes up for times that are over, and is deleted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type ScheduleDescription, type ScheduleHandle, ScheduleOverlapPolicy } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { report } from './workflows';

const taskQueue = 'schedules';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, workflowsPath: require.resolve('./workflows') }, async (client) => {
    const schedule = await client.schedule.create({
      scheduleId: newWorkflowId('reports'),
      // calendars: [{ dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' }, hour: 8 }] would be every working day at eight.
      spec: { intervals: [{ every: '1 second' }] },
      policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL },
      action: { type: 'startWorkflow', workflowType: report, taskQueue },
    });
    const [first, second] = await results(client, await finished(schedule, 2));
    print(`two reports: ${first}, ${second}`);

    await schedule.pause('closed for the night');
    print(`paused: ${(await schedule.describe()).state.note}`);

    const taken = (await schedule.describe()).info.numActionsTaken;
    await schedule.backfill({
      start: new Date('2025-01-01T08:00:00Z'),
      end: new Date('2025-01-01T08:00:02Z'),
      overlap: ScheduleOverlapPolicy.BUFFER_ALL,
    });
    const { info } = await finished(schedule, taken + 3);
    print(`made up for three times: ${info.recentActions[info.recentActions.length - 1]?.scheduledAt.toISOString()}`);
    await schedule.delete();
  });
}

/** The schedule once it has started so many workflows and none of them runs. */
async function finished(schedule: ScheduleHandle, actions: number): Promise<ScheduleDescription> {
  for (;;) {
    const description = await schedule.describe();
    const { numActionsTaken, runningActions } = description.info;
    if (numActionsTaken >= actions && runningActions.length === 0) return description;
    await sleep(50);
  }
}

async function results(client: Client, { info }: ScheduleDescription): Promise<number[]> {
  const handles = info.recentActions.map(({ action: { workflow } }) =>
    client.workflow.getHandle<typeof report>(workflow.workflowId, workflow.firstExecutionRunId),
  );
  return Promise.all(handles.map((handle): Promise<number> => handle.result()));
}
