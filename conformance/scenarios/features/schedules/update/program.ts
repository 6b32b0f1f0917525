import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { report } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const schedule = await client.schedule.create({
      scheduleId: env.name('updated'),
      spec: { intervals: [{ every: '1 day' }] },
      action: { type: 'startWorkflow', workflowType: report, taskQueue: env.taskQueue },
    });
    await schedule.update(({ spec: _spec, ...previous }) => ({
      ...previous,
      spec: { intervals: [{ every: '2 hours' }] },
    }));
    const { spec, scheduleId } = await schedule.describe();
    assert.equal(spec.intervals?.[0]?.every, 7_200_000);
    assert.equal(scheduleId, env.name('updated'));
    await schedule.delete();
  });
}
