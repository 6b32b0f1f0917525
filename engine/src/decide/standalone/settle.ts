/**
 * The end of an attempt of a standalone activity. Its run closes with the activity; no workflow hears of it.
 *
 * 1. What a retry policy decided holds only for the options it was decided with.
 * 2. A requested cancellation that the attempt did not follow ends the activity instead of trying again.
 * 3. A paused activity waits, whatever its attempt said, until it is no longer paused.
 */
import type { Failure } from '../../model/failure';
import type { ClosedStatus } from '../../model/status';
import type { Alternative, Effect, Guard, SimpleEffect } from '../../model/transition';
import type { ClosingEvent, Ending, Outcome, WaitingAttempt } from '../attempt';
import { arriveClose } from '../body';
import { activityField, activityTimer } from '../pending-activity';
import { backOffEffects } from '../queue-attempt';

/** `run.cancelRequested` of a standalone activity: the reason. */
const CANCEL_REQUESTED: Guard = { is: 'present', hash: 'run', field: 'cancelRequested' };

function paused(id: number): Guard {
  return { is: 'present', hash: 'pending', field: activityField(id, ':pause') };
}

/** What a worker says of an attempt that it ended because of the pause. */
const PAUSE_FAILURE = 'ActivityPause';

export function settleStandalone(
  attempt: WaitingAttempt,
  outcome: Outcome,
  guards: readonly Guard[],
  retentionMs: number,
): readonly Alternative[] {
  const { scheduledEventId: id } = attempt;
  if (outcome.as === 'ends') {
    const { closing } = outcome.ending;
    const sure = isDecidedByPolicy(closing) ? [...guards, sameOptions(attempt)] : guards;
    const close: Alternative = { guards: sure, effects: closeStandalone(id, outcome.ending, retentionMs) };
    const failure = pauseFailure(closing);
    if (!failure) return [close];
    return [{ guards: [...sure, paused(id)], effects: pauseEffects(attempt, failure, undefined) }, close];
  }
  const { failure, delayMs, identity } = outcome;
  const sure = [...guards, sameOptions(attempt)];
  const backOff = [...backOffEffects(attempt, failure, delayMs), ...ended(id, identity)];
  return [
    { guards: [...sure, CANCEL_REQUESTED], effects: closeStandalone(id, outcome.cancelled, retentionMs) },
    { guards: [...sure, paused(id)], effects: pauseEffects(attempt, failure, identity) },
    { guards: sure, effects: backOff },
  ];
}

/** Writes how the activity ended and closes its run: those who wait for it are told in the same call. */
export function closeStandalone(id: number, ending: Ending, retentionMs: number): readonly Effect[] {
  const { started, startedMs, closing } = ending;
  const events = arriveClose(`act:${id}`, ...(started ? [started] : []), closing);
  return [
    startedMs === undefined ? events : { ...events, firstAtMs: startedMs },
    { do: 'close', status: STATUS[closing.type], retentionMs, final: true },
  ];
}

const STATUS = {
  ActivityTaskCompleted: 'COMPLETED',
  ActivityTaskFailed: 'FAILED',
  ActivityTaskCanceled: 'CANCELLED',
  ActivityTaskTimedOut: 'TIMED_OUT',
} as const satisfies Record<ClosingEvent['type'], ClosedStatus>;

function isDecidedByPolicy({ type }: ClosingEvent): boolean {
  return type === 'ActivityTaskFailed' || type === 'ActivityTaskTimedOut';
}

/** The options are as they were when this was decided. */
function sameOptions({ scheduledEventId, options }: WaitingAttempt): Guard {
  const field = activityField(scheduledEventId, ':options');
  return options === undefined
    ? { is: 'absent', hash: 'pending', field }
    : { is: 'field', hash: 'pending', field, in: [options] };
}

function pauseFailure(closing: ClosingEvent): Failure | undefined {
  if (closing.type !== 'ActivityTaskFailed') return undefined;
  const { info } = closing.failure;
  return info?.kind === 'application' && info.type === PAUSE_FAILURE ? closing.failure : undefined;
}

function pauseEffects(attempt: WaitingAttempt, failure: Failure, identity: string | undefined): SimpleEffect[] {
  const id = attempt.scheduledEventId;
  return [
    ...backOffEffects(attempt, failure, 0),
    { do: 'disarm', names: [activityTimer(id, 'retry')] },
    { do: 'set', hash: 'pending', field: activityField(id), value: `paused ${attempt.attempt + 1}` },
    { do: 'unset', hash: 'pending', fields: [activityField(id, ':cancel')] },
    ...ended(id, identity),
  ];
}

/** For descriptions: when the attempt ended, and whose it was. */
function ended(id: number, identity: string | undefined): SimpleEffect[] {
  const stamp: SimpleEffect = { do: 'stamp', hash: 'pending', field: activityField(id, ':ended') };
  if (identity === undefined) return [stamp];
  return [stamp, { do: 'set', hash: 'pending', field: activityField(id, ':worker'), value: identity }];
}
