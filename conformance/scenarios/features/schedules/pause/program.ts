import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import { report } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const schedule = await client.schedule.create({
      scheduleId: env.name('paused'),
      spec: { intervals: [{ every: '1 day' }] },
      action: { type: 'startWorkflow', workflowType: report, taskQueue: env.taskQueue },
    });
    await schedule.pause('closed for the night');
    const paused = (await schedule.describe()).state;
    assert.deepEqual([paused.paused, paused.note], [true, 'closed for the night']);
    await schedule.unpause('open again');
    const open = (await schedule.describe()).state;
    assert.deepEqual([open.paused, open.note], [false, 'open again']);
    await schedule.delete();
  });
}
