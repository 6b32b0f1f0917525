import { ActivityCancellationType, CancellationScope, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { cleansUp } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function cancels(): Promise<string> {
  const scope = new CancellationScope();
  const running = scope.run(cleansUp);
  await sleep(50);
  scope.cancel();
  return await running;
}
