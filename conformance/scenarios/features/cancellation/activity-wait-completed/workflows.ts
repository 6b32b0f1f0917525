import { ActivityCancellationType, CancellationScope, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { ignoresIt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function waits(): Promise<string> {
  const scope = new CancellationScope();
  const running = scope.run(ignoresIt);
  await sleep(50);
  scope.cancel();
  return await running;
}
