import assert from 'node:assert/strict';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withHourly } from '../../../support/hourly';
import { withWorker } from '../../../support/with-worker';
import { finish } from './workflows';

const hourly = { workflowType: 'slow', overlap: ScheduleOverlapPolicy.BUFFER_ONE };

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    await withHourly(env, client, hourly, async ({ schedule, backfill, started }) => {
      await backfill(8, 10);
      const first = await started(8);
      const info = async () => (await schedule.describe()).info;
      await env.until('the third to be skipped', async () => (await info()).numActionsSkippedOverlap === 1);
      assert.equal((await info()).numActionsTaken, 1);
      await first.signal(finish);
      const second = await started(9);
      assert.equal((await first.describe()).status.name, 'COMPLETED');
      await second.signal(finish);
      await second.result();
      assert.equal((await info()).numActionsTaken, 2);
    });
  });
}
