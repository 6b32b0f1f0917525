/** How an activity attempt ends: what the store does about it, for activities of workflows and for standalone ones. */
import type { EagerOffer, Alternative, Dedupe, Effect, Guard, SimpleEffect, Transition } from '../model/transition';
import { isStandalone } from '../model/reserved-ids';
import type { TimeoutKind } from '../model/failure';
import type { Payload } from '../model/payload';
import {
  outcomeOf,
  outcomeOfTimeout,
  outcomeOfWaiting,
  type Attempt,
  type AttemptEnd,
  type Ending,
  type Outcome,
  type WaitingAttempt,
} from './attempt';
import { arriveClose, SCHEDULE_TASK } from './body';
import { OPEN } from './guards';
import { activityField, attemptStarted, dropActivity } from './pending-activity';
import { backOffEffects } from './queue-attempt';
import { settleStandalone } from './standalone/settle';

export interface EndOptions {
  readonly identity?: string;
  readonly nowMs: number;
  /** For a standalone activity, which is a run of its own. */
  readonly retentionMs: number;
  readonly dedupe?: Dedupe;
  readonly eager?: EagerOffer;
}

/** The worker (or a client that completes from outside) says how the attempt ended. */
export function endAttempt(attempt: Attempt, end: AttemptEnd, options: EndOptions): Transition {
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    dedupe: options.dedupe,
    alternatives: settle(
      attempt,
      outcomeOf(attempt, end, options.identity, options.nowMs),
      [OPEN, attemptStarted(attempt.scheduledEventId, attempt.attempt)],
      options.retentionMs,
    ),
    eager: options.eager,
  };
}

/** Times of the store that a timeout is decided with. */
export interface TimeoutContext {
  readonly nowMs: number;
  readonly retentionMs: number;
}

/** An attempt ran out of time while it was running. */
export function timeOutAttempt(
  attempt: Attempt,
  kind: TimeoutKind,
  guards: readonly Guard[],
  { nowMs, retentionMs }: TimeoutContext,
  beat: readonly Payload[] | undefined,
): Transition {
  const started = attemptStarted(attempt.scheduledEventId, attempt.attempt);
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: settle(
      attempt,
      outcomeOfTimeout(attempt, kind, beat, nowMs),
      [OPEN, started, ...guards],
      retentionMs,
    ),
  };
}

/** The activity ran out of time while it waited for a worker. */
export function timeOutWaiting(
  attempt: WaitingAttempt,
  kind: TimeoutKind,
  guards: readonly Guard[],
  { retentionMs }: Pick<TimeoutContext, 'retentionMs'>,
): Transition {
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: settle(attempt, outcomeOfWaiting(attempt, kind), [OPEN, ...guards], retentionMs),
  };
}

function settle(
  attempt: WaitingAttempt,
  outcome: Outcome,
  guards: readonly Guard[],
  retentionMs: number,
): readonly Alternative[] {
  if (isStandalone(attempt)) return settleStandalone(attempt, outcome, guards, retentionMs);
  return [{ guards, effects: effectsOf(attempt, outcome) }];
}

function effectsOf(attempt: WaitingAttempt, outcome: Outcome): readonly Effect[] {
  if (outcome.as === 'ends') return closeActivity(attempt, outcome.ending);
  const id = attempt.scheduledEventId;
  return [
    {
      do: 'when',
      guard: { is: 'present', hash: 'pending', field: activityField(id, ':cancel') },
      then: closeActivity(attempt, outcome.cancelled),
      else: backOffEffects(attempt, outcome.failure, outcome.delayMs),
    },
  ];
}

/** Writes the start and the end, and forgets the activity: its workflow hears of it. */
function closeActivity({ scheduledEventId }: WaitingAttempt, ending: Ending): readonly SimpleEffect[] {
  const { started, startedMs, closing } = ending;
  const events = arriveClose(`act:${scheduledEventId}`, ...(started ? [started] : []), closing);
  const arrival = startedMs === undefined ? events : { ...events, firstAtMs: startedMs };
  return [arrival, ...dropActivity(scheduledEventId), SCHEDULE_TASK];
}
