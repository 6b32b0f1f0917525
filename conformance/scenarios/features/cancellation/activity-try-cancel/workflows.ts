import { type ActivityFailure, CancellationScope, isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { hangs } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  retry: { maximumAttempts: 1 },
});

export async function stops(): Promise<string[]> {
  const scope = new CancellationScope();
  const running = scope.run(hangs).then(
    () => undefined,
    (error: unknown) => error,
  );
  await sleep(50);
  scope.cancel();
  const error = (await running) as ActivityFailure;
  return [error.name, error.message, error.cause?.name ?? '', String(isCancellation(error))];
}
