import assert from 'node:assert/strict';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { untilEvent } from '../../../support/history';
import { withHourly } from '../../../support/hourly';
import { withWorker } from '../../../support/with-worker';
import { finish } from './workflows';

const hourly = { workflowType: 'slow', overlap: ScheduleOverlapPolicy.TERMINATE_OTHER };

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    await withHourly(env, client, hourly, async ({ schedule, backfill, started }) => {
      await backfill(8, 8);
      const first = await started(8);
      await untilEvent(env, first, 'workflowTaskCompleted');
      await backfill(9, 9);
      assert.ok((await causeOf(first.result())) instanceof TerminatedFailure);
      const second = await started(9);
      await second.signal(finish);
      await second.result();
      const { numActionsTaken, numActionsSkippedOverlap } = (await schedule.describe()).info;
      assert.deepEqual([numActionsTaken, numActionsSkippedOverlap], [2, 0]);
    });
  });
}
