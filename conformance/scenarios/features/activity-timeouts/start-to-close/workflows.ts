import { type ActivityFailure, proxyActivities, type TimeoutFailure } from '@temporalio/workflow';
import type * as activities from './activities';

const { hangs } = proxyActivities<typeof activities>({
  startToCloseTimeout: '200 milliseconds',
  retry: { maximumAttempts: 1 },
});

export async function impatient(): Promise<unknown> {
  const failure = (await hangs().catch((error: unknown) => error)) as ActivityFailure;
  const cause = failure.cause as TimeoutFailure;
  return { name: cause.name, timeoutType: cause.timeoutType, retryState: failure.retryState };
}
