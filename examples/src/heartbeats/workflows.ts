import { ActivityCancellationType, CancellationScope, isCancellation, proxyActivities, sleep } from '@perdure/workflow';
import type * as activities from './activities';

const { importRows, watch } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 hour',
  // Without a heartbeat for this long the attempt counts as lost, and the next one starts.
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '10 milliseconds' },
  // The workflow waits until the activity has said that it stopped.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function importFile(rows: number): Promise<string> {
  return await importRows(rows);
}

/** Cancels the activity after a moment. */
export async function watchForAMoment(): Promise<string> {
  try {
    return await CancellationScope.cancellable(async () => {
      const watching = watch();
      await sleep('50 milliseconds');
      CancellationScope.current().cancel();
      return await watching;
    });
  } catch (error) {
    if (isCancellation(error)) return 'stopped';
    throw error;
  }
}
