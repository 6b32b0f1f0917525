import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withClient } from '../../../support/with-worker';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const action = { type: 'startWorkflow' as const, workflowType: 'report', taskQueue: env.taskQueue };
    const spec = { intervals: [{ every: '1 day' as const }] };
    await assert.rejects(client.schedule.create({ spec, action } as never), {
      name: 'TypeError',
      message: 'Missing ScheduleOptions.scheduleId',
    });
    const scheduleId = env.name('incomplete');
    const withoutType = { type: 'startWorkflow', taskQueue: env.taskQueue };
    await assert.rejects(
      client.schedule.create({ scheduleId, spec, action: withoutType } as never),
      /Missing .*workflowType/,
    );
    const withoutQueue = { type: 'startWorkflow', workflowType: 'report' };
    await assert.rejects(
      client.schedule.create({ scheduleId, spec, action: withoutQueue } as never),
      /Missing .*taskQueue/,
    );
  });
}
