import assert from 'node:assert/strict';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withHourly } from '../../../support/hourly';
import { withWorker } from '../../../support/with-worker';
import { finish } from './workflows';

const hourly = { workflowType: 'slow', overlap: ScheduleOverlapPolicy.BUFFER_ALL };

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    await withHourly(env, client, hourly, async ({ schedule, backfill, started }) => {
      await backfill(8, 10);
      for (const hour of [8, 9, 10]) {
        const handle = await started(hour);
        const { numActionsTaken, runningActions } = (await schedule.describe()).info;
        assert.deepEqual([numActionsTaken, runningActions.length], [hour - 7, 1]);
        await handle.signal(finish);
        await handle.result();
      }
      assert.equal((await schedule.describe()).info.numActionsSkippedOverlap, 0);
    });
  });
}
