import { type ActivityFailure, type ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { fails } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '10 milliseconds', maximumAttempts: 2 },
});

export async function gaveUp(): Promise<unknown> {
  const failure = (await fails().catch((error: unknown) => error)) as ActivityFailure;
  const cause = failure.cause as ApplicationFailure;
  const { message, activityType, retryState } = failure;
  return { message, activityType, retryState, cause: cause.message, type: cause.type };
}
