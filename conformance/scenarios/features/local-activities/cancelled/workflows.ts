import { CancellationScope, isCancellation, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { hangs } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function stops(): Promise<boolean> {
  const scope = new CancellationScope();
  const running = scope.run(hangs).then(() => false, isCancellation);
  await sleep(20);
  scope.cancel();
  return await running;
}
