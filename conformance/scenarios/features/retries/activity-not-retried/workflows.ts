import { type ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { fails } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { nonRetryableErrorTypes: ['Fatal'] },
});

export async function once(type: string, nonRetryable: boolean): Promise<string> {
  const failure = (await fails(type, nonRetryable).catch((error: unknown) => error)) as ActivityFailure;
  return `${failure.retryState} ${failure.cause?.message}`;
}
