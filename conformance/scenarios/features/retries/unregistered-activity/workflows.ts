import { type ActivityFailure, type ApplicationFailure, proxyActivities } from '@temporalio/workflow';

const { unknown } = proxyActivities<{ unknown(): Promise<void> }>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '10 milliseconds', maximumAttempts: 2 },
});

export async function asksForMore(): Promise<unknown> {
  const failure = (await unknown().catch((error: unknown) => error)) as ActivityFailure;
  const cause = failure.cause as ApplicationFailure;
  return [failure.retryState, cause.type, cause.message];
}
