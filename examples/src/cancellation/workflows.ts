import { CancellationScope, isCancellation, proxyActivities, sleep } from '@perdure/workflow';
import type * as activities from './activities';

const { free, reserve } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** Cancelled while it waits, it gives back what it holds. The clean-up runs in a scope that cannot be cancelled. */
export async function holdSeat(seat: string): Promise<void> {
  await reserve(seat);
  try {
    await sleep('1 day');
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => free(seat));
    throw error;
  }
}

/** The slower of two is cancelled, and only that. */
export async function race(): Promise<string> {
  const scope = new CancellationScope();
  const slow = scope.run(() => sleep('1 day'));
  const winner = await Promise.race([slow.then(() => 'slow'), sleep('5 milliseconds').then(() => 'fast')]);
  scope.cancel();
  return await slow.then(
    () => winner,
    (error: unknown) => (isCancellation(error) ? `${winner}, the other was cancelled` : winner),
  );
}

/** A scope with a timeout cancels what runs in it. */
export async function tooSlow(): Promise<string> {
  try {
    await CancellationScope.withTimeout('20 milliseconds', () => sleep('1 day'));
    return 'done';
  } catch (error) {
    if (isCancellation(error)) return 'timed out';
    throw error;
  }
}
