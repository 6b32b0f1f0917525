/** Pause and unpause of a standalone activity. Both are decided on what was read, and refused when it has changed. */
import type { SimpleEffect, Transition } from '../../model/transition';
import { activityField, activityTimer } from '../pending-activity';
import { queueEffects } from '../queue-attempt';
import { asRead, type ReadActivity } from './options';

export interface StandalonePause {
  readonly reason: string;
  readonly identity: string;
}

/**
 * One that waits is taken out of its queue. One that runs goes on; it is told with its next heartbeat, and its next
 * attempt waits. The time for all attempts goes on running.
 */
export function pauseStandalone(read: ReadActivity, pause: StandalonePause): Transition {
  const { attempt, state } = read;
  const { scheduledEventId: id } = attempt;
  const told: SimpleEffect = { do: 'set', hash: 'pending', field: activityField(id, ':cancel'), value: '1' };
  const waits: readonly SimpleEffect[] = [
    { do: 'set', hash: 'pending', field: activityField(id), value: `paused ${attempt.attempt}` },
    { do: 'disarm', names: [activityTimer(id, 'retry'), activityTimer(id, 'scheduleToStart')] },
  ];
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [
      {
        guards: asRead(read),
        effects: [
          { do: 'set', hash: 'pending', field: activityField(id, ':pause'), value: JSON.stringify(pause) },
          ...(state === 'started' ? [told] : waits),
        ],
      },
    ],
  };
}

/** The activity goes on: into its queue, at once or after the delay. A running attempt is no longer told to stop. */
export function unpauseStandalone(read: ReadActivity, delayMs: number, cancelRequested: boolean): Transition {
  const { attempt, state } = read;
  const { scheduledEventId: id } = attempt;
  const fields = [activityField(id, ':pause'), ...(cancelRequested ? [] : [activityField(id, ':cancel')])];
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [
      {
        guards: asRead(read),
        effects: [{ do: 'unset', hash: 'pending', fields }, ...(state === 'paused' ? released(read, delayMs) : [])],
      },
    ],
  };
}

/** With changed options the timer loop moves it to the event that has them. */
function released({ attempt, record, nowMs }: ReadActivity, jitterMs: number): SimpleEffect[] {
  const { scheduledEventId: id, scheduled } = attempt;
  const hasBegun = attempt.attempt > 1 || record[activityField(id, ':at')] !== undefined;
  const dueMs = hasBegun ? 0 : startsAtMs(scheduled);
  const delayMs = Math.max(jitterMs, dueMs - nowMs);
  if (delayMs <= 0 && attempt.options === undefined) return queueEffects(scheduled, id, attempt.attempt, false);
  return [
    { do: 'set', hash: 'pending', field: activityField(id), value: `backoff ${attempt.attempt}` },
    { do: 'arm', name: activityTimer(id, 'retry'), delayMs: Math.max(1, delayMs) },
  ];
}

/** A start delay holds through a pause. */
function startsAtMs({ standalone, timeMs }: ReadActivity['attempt']['scheduled']): number {
  return (standalone?.scheduledMs ?? timeMs) + (standalone?.startDelayMs ?? 0);
}
