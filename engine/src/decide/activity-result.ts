/**
 * How an activity attempt ends: completed, failed, cancelled or timed out. ActivityTaskStarted is written here, with
 * the end, as Temporal does: attempts that are retried leave no events.
 */
import type { ActivityTaskScheduled, ActivityTaskStarted, EventBody } from '../model/event';
import type { Failure, RetryState, TimeoutKind } from '../model/failure';
import type { Payload } from '../model/payload';
import type { Dedupe, Effect, Guard, SimpleEffect, Transition, EagerOffer } from '../model/transition';
import { arriveClose, SCHEDULE_TASK } from './body';
import { pushAttempt } from './command/activity';
import { OPEN } from './guards';
import { activityField, activityTimer, attemptStarted, dropActivity } from './pending-activity';
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
}

export type AttemptEnd =
  | { readonly as: 'completed'; readonly result: readonly Payload[] }
  | { readonly as: 'failed'; readonly failure: Failure }
  | { readonly as: 'cancelled'; readonly details: readonly Payload[] };

export interface EndOptions {
  readonly identity?: string;
  readonly nowMs: number;
  readonly dedupe: Dedupe;
  readonly eager?: EagerOffer;
}

/** The worker (or a client that completes from outside) says how the attempt ended. */
export function endAttempt(attempt: Attempt, end: AttemptEnd, options: EndOptions): Transition {
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    dedupe: options.dedupe,
    alternatives: [
      {
        guards: [OPEN, attemptStarted(attempt.scheduledEventId, attempt.attempt)],
        effects: endEffects(attempt, end, options),
      },
    ],
    eager: options.eager,
  };
}

function endEffects(attempt: Attempt, end: AttemptEnd, options: EndOptions): readonly Effect[] {
  const { scheduledEventId } = attempt;
  const { identity } = options;
  switch (end.as) {
    case 'completed':
      return closeActivity(attempt, identity, {
        type: 'ActivityTaskCompleted',
        scheduledEventId,
        result: end.result,
        identity,
      });
    case 'cancelled':
      return closeActivity(attempt, identity, {
        type: 'ActivityTaskCanceled',
        scheduledEventId,
        details: end.details,
        identity,
      });
    case 'failed':
      return failOrRetry(attempt, end.failure, options.nowMs, (retryState) =>
        closeActivity(attempt, identity, {
          type: 'ActivityTaskFailed',
          scheduledEventId,
          failure: end.failure,
          retryState,
          identity,
        }),
      );
  }
}

/** Writes the attempt's start and end, and forgets the activity. */
function closeActivity(attempt: Attempt, identity: string | undefined, closing: EventBody): readonly SimpleEffect[] {
  const started: ActivityTaskStarted = {
    type: 'ActivityTaskStarted',
    scheduledEventId: attempt.scheduledEventId,
    identity,
    attempt: attempt.attempt,
    lastFailure: attempt.lastFailure,
  };
  return [
    {
      ...arriveClose(`act:${attempt.scheduledEventId}`, started, closing),
      firstAtMs: attempt.startedMs,
    },
    ...dropActivity(attempt.scheduledEventId),
    SCHEDULE_TASK,
  ];
}

function failOrRetry(
  attempt: Attempt,
  failure: Failure,
  nowMs: number,
  close: (retryState: RetryState) => readonly SimpleEffect[],
): readonly Effect[] {
  const { scheduled } = attempt;
  const decision = decideRetry({
    policy: scheduled.retryPolicy,
    attempt: attempt.attempt,
    failure,
    nowMs,
    expirationMs: scheduled.scheduleToCloseTimeoutMs
      ? scheduled.timeMs + scheduled.scheduleToCloseTimeoutMs
      : undefined,
  });
  if (!decision.retry) return close(decision.state);
  return backOff(attempt, failure, decision.delayMs, close);
}

/** The next attempt waits; a cancellation that nobody has heard of ends the activity instead. */
function backOff(
  attempt: Attempt,
  failure: Failure,
  delayMs: number,
  close: (retryState: RetryState) => readonly SimpleEffect[],
): readonly Effect[] {
  const id = attempt.scheduledEventId;
  const retry: readonly SimpleEffect[] = [
    { do: 'set', hash: 'pending', field: activityField(id), value: `backoff ${attempt.attempt + 1}` },
    { do: 'set', hash: 'pending', field: activityField(id, ':failure'), value: JSON.stringify(failure) },
    { do: 'unset', hash: 'pending', fields: [activityField(id, ':by'), activityField(id, ':alive')] },
    { do: 'disarm', names: [activityTimer(id, 'startToClose'), activityTimer(id, 'heartbeat')] },
    { do: 'arm', name: activityTimer(id, 'retry'), delayMs },
  ];
  const next: Effect = {
    do: 'when',
    guard: { is: 'present', hash: 'pending', field: activityField(id, ':cancel') },
    then: close('CANCEL_REQUESTED'),
    else: retry,
  };
  return [next];
}

/** An attempt ran out of time while it was running. */
export function timeOutAttempt(
  attempt: Attempt,
  kind: TimeoutKind,
  guards: readonly Guard[],
  nowMs: number,
  beat: readonly Payload[] | undefined,
): Transition {
  const failure = timeoutFailure(kind, attempt.lastFailure, beat);
  const effects = failOrRetry(attempt, failure, nowMs, (retryState) =>
    closeActivity(attempt, undefined, {
      type: 'ActivityTaskTimedOut',
      scheduledEventId: attempt.scheduledEventId,
      // What ends the activity is then that no further attempt fits into its schedule-to-close time.
      failure: retryState === 'TIMEOUT' ? timeoutFailure('SCHEDULE_TO_CLOSE', failure, beat) : failure,
      retryState,
    }),
  );
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [{ guards: [OPEN, attemptStarted(attempt.scheduledEventId, attempt.attempt), ...guards], effects }],
  };
}

/** The activity ran out of time while it waited for a worker: there is no start to write. */
export function timeOutWaiting(
  attempt: Omit<Attempt, 'startedMs'>,
  kind: TimeoutKind,
  guards: readonly Guard[],
): Transition {
  const { scheduledEventId } = attempt;
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [
      {
        guards: [OPEN, ...guards],
        effects: [
          arriveClose(`act:${scheduledEventId}`, {
            type: 'ActivityTaskTimedOut',
            scheduledEventId,
            failure: timeoutFailure(kind, attempt.lastFailure, undefined),
            retryState: 'NON_RETRYABLE_FAILURE',
          }),
          ...dropActivity(scheduledEventId),
          SCHEDULE_TASK,
        ],
      },
    ],
  };
}

/** The next attempt's wait is over: it goes into its queue. */
export function releaseAttempt(attempt: Omit<Attempt, 'startedMs'>, guards: readonly Guard[]): Transition {
  const { scheduledEventId: id, scheduled } = attempt;
  const effects: Effect[] = [
    { do: 'disarm', names: [activityTimer(id, 'retry')] },
    { do: 'set', hash: 'pending', field: activityField(id), value: `scheduled ${attempt.attempt}` },
    { do: 'stamp', hash: 'pending', field: activityField(id, ':at') },
  ];
  if (scheduled.scheduleToStartTimeoutMs) {
    const name = activityTimer(id, 'scheduleToStart');
    effects.push({ do: 'arm', name, delayMs: scheduled.scheduleToStartTimeoutMs });
  }
  effects.push(pushAttempt(scheduled, id, attempt.attempt, false));
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [{ guards: [OPEN, ...guards], effects }],
  };
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
