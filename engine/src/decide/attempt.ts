/** One attempt of an activity, and what its end means: the activity ends, or there will be another attempt. */
import type {
  ActivityTaskCanceled,
  ActivityTaskCompleted,
  ActivityTaskFailed,
  ActivityTaskScheduled,
  ActivityTaskStarted,
  ActivityTaskTimedOut,
} from '../model/event';
import type { Failure, RetryState, TimeoutKind } from '../model/failure';
import type { Payload } from '../model/payload';
import { decideRetry } from './retry';

/** What rules need of the attempt; a task handed to a worker has all of it. */
export interface Attempt {
  readonly workflowId: string;
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly attempt: number;
  readonly scheduled: ActivityTaskScheduled & { readonly timeMs: number };
  readonly startedMs: number;
  readonly lastFailure?: Failure;
  /** Of a standalone activity: the stored change of its options that `scheduled` has taken in. */
  readonly options?: string;
}

/** An attempt that is not running. */
export type WaitingAttempt = Omit<Attempt, 'startedMs'>;

export type AttemptEnd =
  | { readonly as: 'completed'; readonly result: readonly Payload[] }
  | { readonly as: 'failed'; readonly failure: Failure }
  | { readonly as: 'cancelled'; readonly details: readonly Payload[] };

export type ClosingEvent = ActivityTaskCompleted | ActivityTaskFailed | ActivityTaskCanceled | ActivityTaskTimedOut;

/** The events that end an activity: its start, unless it never began, and its end. */
export interface Ending {
  readonly started?: ActivityTaskStarted;
  readonly startedMs?: number;
  readonly closing: ClosingEvent;
}

export type Outcome =
  | { readonly as: 'ends'; readonly ending: Ending }
  | {
      readonly as: 'retries';
      readonly failure: Failure;
      readonly delayMs: number;
      readonly identity: string | undefined;
      /** How it ends instead when its cancellation was requested, which nobody has heard of then. */
      readonly cancelled: Ending;
    };

/** What the end that a worker (or a client, from outside) reports means. */
export function outcomeOf(attempt: Attempt, end: AttemptEnd, identity: string | undefined, nowMs: number): Outcome {
  const { scheduledEventId } = attempt;
  switch (end.as) {
    case 'completed':
      return ends(attempt, identity, {
        type: 'ActivityTaskCompleted',
        scheduledEventId,
        result: end.result,
        identity,
      });
    case 'cancelled':
      return ends(attempt, identity, {
        type: 'ActivityTaskCanceled',
        scheduledEventId,
        details: end.details,
        identity,
      });
    case 'failed':
      return failed(attempt, identity, end.failure, nowMs, (retryState) => ({
        type: 'ActivityTaskFailed',
        scheduledEventId,
        failure: end.failure,
        retryState,
        identity,
      }));
  }
}

/** What it means that the attempt ran out of time while it was running. */
export function outcomeOfTimeout(
  attempt: Attempt,
  kind: TimeoutKind,
  beat: readonly Payload[] | undefined,
  nowMs: number,
): Outcome {
  const failure = timeoutFailure(kind, attempt.lastFailure, beat);
  return failed(attempt, undefined, failure, nowMs, (retryState) => ({
    type: 'ActivityTaskTimedOut',
    scheduledEventId: attempt.scheduledEventId,
    // What ends the activity is then that no further attempt fits into its schedule-to-close time.
    failure: retryState === 'TIMEOUT' ? timeoutFailure('SCHEDULE_TO_CLOSE', failure, beat) : failure,
    retryState,
  }));
}

/** What it means that the activity ran out of time while it waited for a worker: there is no start to write. */
export function outcomeOfWaiting(attempt: WaitingAttempt, kind: TimeoutKind): Outcome {
  const closing: ClosingEvent = {
    type: 'ActivityTaskTimedOut',
    scheduledEventId: attempt.scheduledEventId,
    failure: timeoutFailure(kind, attempt.lastFailure, undefined),
    retryState: 'NON_RETRYABLE_FAILURE',
  };
  return { as: 'ends', ending: { closing } };
}

/** When no further attempt of the activity may begin; undefined: there is no such time. */
export function expirationMs({
  scheduleToCloseTimeoutMs,
  standalone,
  timeMs,
}: Attempt['scheduled']): number | undefined {
  if (!scheduleToCloseTimeoutMs) return undefined;
  return (standalone?.scheduledMs ?? timeMs) + (standalone?.startDelayMs ?? 0) + scheduleToCloseTimeoutMs;
}

function ends(attempt: Attempt, identity: string | undefined, closing: ClosingEvent): Outcome {
  return { as: 'ends', ending: endingOf(attempt, identity, closing) };
}

/** ActivityTaskStarted is written with the end, as Temporal does: attempts that are retried leave no events. */
function endingOf(attempt: Attempt, identity: string | undefined, closing: ClosingEvent): Ending {
  const started: ActivityTaskStarted = {
    type: 'ActivityTaskStarted',
    scheduledEventId: attempt.scheduledEventId,
    identity,
    attempt: attempt.attempt,
    lastFailure: attempt.lastFailure,
  };
  return { started, startedMs: attempt.startedMs, closing };
}

function failed(
  attempt: Attempt,
  identity: string | undefined,
  failure: Failure,
  nowMs: number,
  close: (retryState: RetryState) => ClosingEvent,
): Outcome {
  const decision = decideRetry({
    policy: attempt.scheduled.retryPolicy,
    attempt: attempt.attempt,
    failure,
    nowMs,
    expirationMs: expirationMs(attempt.scheduled),
  });
  if (!decision.retry) return ends(attempt, identity, close(decision.state));
  const cancelled = endingOf(attempt, identity, close('CANCEL_REQUESTED'));
  return { as: 'retries', failure, delayMs: decision.delayMs, identity, cancelled };
}

const TIMEOUT_TEXT = {
  START_TO_CLOSE: 'activity StartToClose timeout',
  SCHEDULE_TO_START: 'activity ScheduleToStart timeout',
  SCHEDULE_TO_CLOSE: 'activity ScheduleToClose timeout',
  HEARTBEAT: 'activity Heartbeat timeout',
} as const satisfies Record<TimeoutKind, string>;

function timeoutFailure(
  timeoutType: TimeoutKind,
  cause: Failure | undefined,
  lastHeartbeatDetails: readonly Payload[] | undefined,
): Failure {
  return {
    message: TIMEOUT_TEXT[timeoutType],
    source: 'Server',
    info: { kind: 'timeout', timeoutType, lastHeartbeatDetails },
    cause,
  };
}
