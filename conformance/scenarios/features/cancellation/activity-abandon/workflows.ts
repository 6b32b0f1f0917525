import {
  ActivityCancellationType,
  CancellationScope,
  isCancellation,
  proxyActivities,
  sleep,
} from '@temporalio/workflow';
import type * as activities from './activities';

const { goesOn } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  cancellationType: ActivityCancellationType.ABANDON,
});

export async function leaves(): Promise<boolean> {
  const scope = new CancellationScope();
  const running = scope.run(goesOn).then(() => false, isCancellation);
  await sleep(20);
  scope.cancel();
  return await running;
}
