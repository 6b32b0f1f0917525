import assert from 'node:assert/strict';
import { ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { withWorker } from '../../../support/with-worker';
import { report } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const options = {
      scheduleId: env.name('taken'),
      spec: { intervals: [{ every: '1 day' as const }] },
      action: { type: 'startWorkflow' as const, workflowType: report, taskQueue: env.taskQueue },
    };
    const schedule = await client.schedule.create(options);
    const error = await rejection(client.schedule.create(options));
    assert.ok(error instanceof ScheduleAlreadyRunning);
    assert.equal(error.message, 'Schedule already exists and is running');
    await schedule.delete();
    assert.ok((await rejection(schedule.describe())) instanceof ScheduleNotFoundError);
  });
}
