import { type ActivityFailure, proxyActivities, type TimeoutFailure } from '@temporalio/workflow';

export async function unheard(taskQueue: string): Promise<unknown> {
  const { any } = proxyActivities<{ any(): Promise<void> }>({
    taskQueue,
    scheduleToStartTimeout: '100 milliseconds',
    startToCloseTimeout: '1 minute',
  });
  const failure = (await any().catch((error: unknown) => error)) as ActivityFailure;
  return [failure.retryState, (failure.cause as TimeoutFailure).timeoutType];
}
