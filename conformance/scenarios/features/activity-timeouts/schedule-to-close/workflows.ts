import { type ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { fails } = proxyActivities<typeof activities>({
  scheduleToCloseTimeout: '1 second',
  retry: { initialInterval: '10 seconds' },
});

export async function outOfTime(): Promise<unknown> {
  const failure = (await fails().catch((error: unknown) => error)) as ActivityFailure;
  return [failure.retryState, failure.cause?.name, failure.cause?.message];
}
