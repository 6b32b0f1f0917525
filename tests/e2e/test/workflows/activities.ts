import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  scheduleActivity,
  TimeoutFailure,
  type ActivityOptions,
} from '@perdure/workflow';
import type * as activities from '../support/activities';

const quickRetry = { initialInterval: '10 milliseconds', maximumAttempts: 3 } as const;

/** What a workflow learns of an activity that does not complete, in parts. */
function parts(error: unknown): Record<string, unknown> {
  if (!(error instanceof ActivityFailure)) return { error: String(error) };
  const { activityType, retryState, cause } = error;
  return {
    message: error.message,
    activityType,
    retryState,
    cause: cause?.name,
    causeMessage: cause?.message,
    type: cause instanceof ApplicationFailure ? cause.type : undefined,
    nonRetryable: cause instanceof ApplicationFailure ? cause.nonRetryable : undefined,
    details: cause instanceof ApplicationFailure ? cause.details : undefined,
    timeoutType: cause instanceof TimeoutFailure ? cause.timeoutType : undefined,
    lastHeartbeatDetails: cause instanceof TimeoutFailure ? cause.lastHeartbeatDetails : undefined,
  };
}

/** Calls one activity with these options. */
export async function calls(name: string, args: unknown[], options: ActivityOptions): Promise<unknown> {
  try {
    return await scheduleActivity(name, args, options);
  } catch (error) {
    return parts(error);
  }
}

export async function withoutTimeout(): Promise<string[]> {
  const messages: string[] = [];
  const attempt = async (fn: () => unknown) => {
    try {
      await fn();
    } catch (error) {
      messages.push(`${(error as Error).name}: ${(error as Error).message}`);
    }
  };
  await attempt(() => proxyActivities<typeof activities>({}));
  await attempt(() => scheduleActivity('echo', [1], {}));
  await attempt(() => proxyActivities(undefined as never));
  await attempt(() => scheduleActivity('echo', [1], undefined as never));
  await attempt(() =>
    proxyActivities<typeof activities>({ startToCloseTimeout: '1s', retry: { maximumAttempts: -1 } }).echo(1),
  );
  return messages;
}

export async function quickly(name: string, ...args: unknown[]): Promise<unknown> {
  return await calls(name, args, { startToCloseTimeout: '30 seconds', retry: quickRetry });
}
