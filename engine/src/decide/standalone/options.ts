/**
 * Options of a standalone activity that are changed after its start.
 *
 * 1. A change is a new ActivityTaskScheduled event: a history only grows. Until the activity goes into its queue again it
 *    is known under the old event's id, and `:options` says what has changed; then it moves to the new event's id, so
 *    that the worker that takes it sees the new options.
 * 2. A running attempt goes on; its timers are set anew, and what follows it is decided by the new options.
 */
import type { ActivityTaskScheduled } from '../../model/event';
import type { StandaloneOptions } from '../../model/standalone-activity';
import type { Guard, SimpleEffect, Transition } from '../../model/transition';
import { LIMITS } from '../../limits';
import { expirationMs, type Attempt, type WaitingAttempt } from '../attempt';
import { body } from '../body';
import { OPEN } from '../guards';
import { activityField, activityTimer, dropStandalone, type ActivityField } from '../pending-activity';
import { limitsOf, queueEffects } from '../queue-attempt';

/** What `:options` holds: the id of the event that has them, and the options. */
interface ChangedOptions {
  readonly eventId: number;
  readonly options: StandaloneOptions;
  readonly scheduledMs: number;
}

type Scheduled = Attempt['scheduled'];

/** The event with the options that hold now. */
export function withOptions(event: Scheduled, stored: string | undefined): Scheduled {
  if (stored === undefined) return event;
  const { options, scheduledMs } = JSON.parse(stored) as ChangedOptions;
  return { ...changed(event, options, scheduledMs), timeMs: event.timeMs };
}

/** The options that hold, from the event. */
export function optionsOf(event: ActivityTaskScheduled): StandaloneOptions {
  return {
    taskQueue: event.taskQueue,
    scheduleToCloseTimeoutMs: event.scheduleToCloseTimeoutMs,
    scheduleToStartTimeoutMs: event.scheduleToStartTimeoutMs,
    startToCloseTimeoutMs: event.startToCloseTimeoutMs,
    heartbeatTimeoutMs: event.heartbeatTimeoutMs,
    retryPolicy: event.retryPolicy,
    priority: event.priority,
    startDelayMs: event.standalone?.startDelayMs,
  };
}

/** When the activity was scheduled at first. */
export function scheduledAtMs({ standalone, timeMs }: Scheduled): number {
  return standalone?.scheduledMs ?? timeMs;
}

function changed(event: Scheduled, options: StandaloneOptions, scheduledMs: number): Scheduled {
  const { startDelayMs, ...rest } = options;
  // `undefined` replaces what the event has: an option that was taken away is gone.
  return {
    ...event,
    scheduleToCloseTimeoutMs: undefined,
    scheduleToStartTimeoutMs: undefined,
    startToCloseTimeoutMs: undefined,
    heartbeatTimeoutMs: undefined,
    priority: undefined,
    ...rest,
    standalone: { ...event.standalone, startDelayMs, scheduledMs },
  };
}

/** What a change of options needs to know; all of it is guarded. */
export interface ReadActivity {
  readonly attempt: Attempt;
  readonly state: string;
  readonly historyLength: number;
  readonly nowMs: number;
  /** Fields of the activity, `act:<id>` and `act:<id>:*`. */
  readonly record: Readonly<Record<string, string>>;
}

/** Gives the activity other options. Refused when it has moved on since it was read. */
export function changeOptions(read: ReadActivity, options: StandaloneOptions): Transition {
  const { attempt, historyLength } = read;
  const { scheduledEventId: id } = attempt;
  const scheduledMs = scheduledAtMs(attempt.scheduled);
  const { timeMs, ...event } = changed(attempt.scheduled, options, scheduledMs);
  const stored: ChangedOptions = { eventId: historyLength + 1, options, scheduledMs };
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [
      {
        guards: [
          ...asRead(read),
          { is: 'fewerThan', of: 'history', count: Math.min(historyLength + 1, LIMITS.activityOptionUpdates) },
        ],
        effects: [
          { do: 'append', bodies: [body(withoutId(event))] },
          { do: 'set', hash: 'pending', field: activityField(id, ':options'), value: JSON.stringify(stored) },
          { do: 'set', hash: 'pending', field: activityField(id, ':limits'), value: limitsOf(event) },
          ...expiration({ ...event, timeMs }, id, read.nowMs),
          ...again(read, { ...event, timeMs }),
        ],
      },
    ],
  };
}

/** The activity is in the state it was read in. */
export function asRead({ attempt, record }: ReadActivity): Guard[] {
  const { scheduledEventId: id } = attempt;
  return [OPEN, same(id, '', record), same(id, ':options', record), same(id, ':pause', record)];
}

function same(id: number, suffix: ActivityField, record: ReadActivity['record']): Guard {
  const field = activityField(id, suffix);
  const value = record[field];
  return value === undefined
    ? { is: 'absent', hash: 'pending', field }
    : { is: 'field', hash: 'pending', field, in: [value] };
}

/** Events are stored without id and time. */
function withoutId(event: ActivityTaskScheduled): ActivityTaskScheduled {
  const { eventId: _id, ...rest } = event as ActivityTaskScheduled & { readonly eventId?: number };
  return rest;
}

function expiration(event: Scheduled, id: number, nowMs: number): SimpleEffect[] {
  const name = activityTimer(id, 'scheduleToClose');
  const untilMs = expirationMs(event);
  if (untilMs === undefined) return [{ do: 'disarm', names: [name] }];
  return [{ do: 'arm', name, delayMs: Math.max(1, untilMs - nowMs) }];
}

/** What the new options do to the attempt there is. */
function again({ attempt, state, record, nowMs }: ReadActivity, event: Scheduled): SimpleEffect[] {
  const { scheduledEventId: id } = attempt;
  switch (state) {
    case 'started':
      return running(attempt, record, event, nowMs);
    case 'scheduled':
      // The timer loop puts it into its queue again, under the id of the new event.
      return [
        { do: 'set', hash: 'pending', field: activityField(id), value: `backoff ${attempt.attempt}` },
        { do: 'disarm', names: [activityTimer(id, 'scheduleToStart')] },
        { do: 'arm', name: activityTimer(id, 'retry'), delayMs: 1 },
      ];
    case 'backoff':
      return attempt.attempt === 1 && attempt.scheduled.standalone?.startDelayMs ? delayed(id, event, nowMs) : [];
    default:
      return [];
  }
}

/** The start delay counts from when the activity was scheduled. */
function delayed(id: number, event: Scheduled, nowMs: number): SimpleEffect[] {
  const dueMs = scheduledAtMs(event) + (event.standalone?.startDelayMs ?? 0);
  return [{ do: 'arm', name: activityTimer(id, 'retry'), delayMs: Math.max(1, dueMs - nowMs) }];
}

function running(attempt: Attempt, record: ReadActivity['record'], event: Scheduled, nowMs: number): SimpleEffect[] {
  const { scheduledEventId: id, startedMs } = attempt;
  const aliveMs = Number(record[activityField(id, ':alive')] ?? startedMs);
  return [
    limit(activityTimer(id, 'startToClose'), startedMs, event.startToCloseTimeoutMs, nowMs),
    limit(activityTimer(id, 'heartbeat'), aliveMs, event.heartbeatTimeoutMs, nowMs),
  ];
}

function limit(name: string, sinceMs: number, timeoutMs: number | undefined, nowMs: number): SimpleEffect {
  if (!timeoutMs) return { do: 'disarm', names: [name] };
  return { do: 'arm', name, delayMs: Math.max(1, sinceMs + timeoutMs - nowMs) };
}

/** Fields that an attempt hands on to the next one. */
const KEPT = [':failure', ':beat', ':ended', ':worker'] as const;

/** The activity goes into its queue under the id of the event that has its new options. */
export function releaseWithOptions(
  attempt: WaitingAttempt & { readonly options: string },
  record: Readonly<Record<string, string>>,
  guards: readonly Guard[],
  nowMs: number,
): Transition {
  const { scheduledEventId: old, scheduled } = attempt;
  const { eventId: id } = JSON.parse(attempt.options) as ChangedOptions;
  const kept = KEPT.flatMap((suffix): SimpleEffect[] => {
    const value = record[activityField(old, suffix)];
    return value === undefined ? [] : [{ do: 'set', hash: 'pending', field: activityField(id, suffix), value }];
  });
  return {
    target: { workflowId: attempt.workflowId, runId: attempt.runId },
    alternatives: [
      {
        guards: [
          OPEN,
          { is: 'field', hash: 'pending', field: activityField(old, ':options'), in: [attempt.options] },
          ...guards,
        ],
        effects: [
          ...dropStandalone(old),
          ...kept,
          { do: 'set', hash: 'pending', field: activityField(id, ':limits'), value: limitsOf(scheduled) },
          ...expiration(scheduled, id, nowMs),
          ...queueEffects(scheduled, id, attempt.attempt, false),
        ],
      },
    ],
  };
}
