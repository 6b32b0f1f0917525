import { CancellationScope, isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { never } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function tooLate(): Promise<boolean[]> {
  const scope = new CancellationScope();
  scope.cancel();
  const attempts = [() => sleep('1 day'), never];
  const results = attempts.map((attempt) => scope.run(attempt).then(() => false, isCancellation));
  return await Promise.all(results);
}
