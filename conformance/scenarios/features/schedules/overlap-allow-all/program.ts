import assert from 'node:assert/strict';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withHourly } from '../../../support/hourly';
import { withWorker } from '../../../support/with-worker';
import { finish } from './workflows';

const hourly = { workflowType: 'slow', overlap: ScheduleOverlapPolicy.ALLOW_ALL };

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    await withHourly(env, client, hourly, async ({ schedule, backfill, started }) => {
      await backfill(8, 10);
      const all = [await started(8), await started(9), await started(10)];
      for (const handle of all) assert.equal((await handle.describe()).status.name, 'RUNNING');
      const { numActionsTaken, numActionsSkippedOverlap } = (await schedule.describe()).info;
      assert.deepEqual([numActionsTaken, numActionsSkippedOverlap], [3, 0]);
      for (const handle of all) {
        await handle.signal(finish);
        await handle.result();
      }
    });
  });
}
