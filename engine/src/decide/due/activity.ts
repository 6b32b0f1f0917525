import type { DueEntry, DueRun } from '../../model/due';
import type { Guard, Transition } from '../../model/transition';
import { timeOutAttempt, timeOutWaiting } from '../activity-result';
import { activityField, activityTimer, attemptStarted, waitsForWorker, type ActivityTimer } from '../pending-activity';
import { releaseAttempt } from '../queue-attempt';
import { releaseWithOptions } from '../standalone/options';
import { attemptOf } from './attempt';
import type { DueContext } from './context';
import { dropTimer, stillMine } from './timer-guard';

/** What is due for an activity. An entry whose activity has moved on is dropped. */
export function activityDue(run: DueRun, entry: DueEntry, context: DueContext): Transition {
  const [, idText, what] = entry.name.split(':');
  const id = Number(idText);
  const found = attemptOf(run, entry, id);
  if (!found) return dropTimer(run, entry);
  const guards = [stillMine(entry)];
  return RULES[what as ActivityTimer](run, entry, found, guards, context);
}

type Found = NonNullable<ReturnType<typeof attemptOf>>;
type DueRule = (
  run: DueRun,
  entry: DueEntry,
  found: Found,
  guards: readonly Guard[],
  context: DueContext,
) => Transition;

const RULES = {
  retry: (run, entry, { attempt, state }, guards, context) => {
    if (state !== 'backoff') return dropTimer(run, entry);
    if (attempt.options === undefined) return releaseAttempt(attempt, guards);
    return releaseWithOptions({ ...attempt, options: attempt.options }, entry.record, guards, context.nowMs);
  },
  scheduleToStart: (run, entry, { attempt, state }, guards, context) =>
    state === 'scheduled'
      ? timeOutWaiting(attempt, 'SCHEDULE_TO_START', [waitsForWorker(attempt.scheduledEventId), ...guards], context)
      : dropTimer(run, entry),
  scheduleToClose: (_run, _entry, { attempt, state, beat }, guards, context) =>
    state === 'started'
      ? timeOutAttempt(attempt, 'SCHEDULE_TO_CLOSE', guards, context, beat)
      : timeOutWaiting(attempt, 'SCHEDULE_TO_CLOSE', [waitsForWorker(attempt.scheduledEventId), ...guards], context),
  startToClose: (run, entry, { attempt, state, beat }, guards, context) =>
    state === 'started' ? timeOutAttempt(attempt, 'START_TO_CLOSE', guards, context, beat) : dropTimer(run, entry),
  heartbeat: (run, entry, found, guards, context) =>
    found.state === 'started' ? heartbeatDue(run, entry, found, guards, context) : dropTimer(run, entry),
} satisfies Record<ActivityTimer, DueRule>;

/** A heartbeat does not move its timer: whether it came in time is found out here. */
const heartbeatDue: DueRule = (run, entry, { attempt, beat }, guards, context) => {
  const id = attempt.scheduledEventId;
  const timeoutMs = attempt.scheduled.heartbeatTimeoutMs ?? 0;
  const alive = entry.record[activityField(id, ':alive')];
  const leftMs = (alive === undefined ? attempt.startedMs : Number(alive)) + timeoutMs - context.nowMs;
  if (leftMs <= 0) {
    const unheard: Guard =
      alive === undefined
        ? { is: 'absent', hash: 'pending', field: activityField(id, ':alive') }
        : { is: 'field', hash: 'pending', field: activityField(id, ':alive'), in: [alive] };
    return timeOutAttempt(attempt, 'HEARTBEAT', [unheard, ...guards], context, beat);
  }
  return {
    target: { workflowId: run.workflowId, runId: run.runId },
    alternatives: [
      {
        guards: [attemptStarted(id, attempt.attempt), ...guards],
        effects: [{ do: 'arm', name: activityTimer(id, 'heartbeat'), delayMs: leftMs }],
      },
    ],
  };
};
