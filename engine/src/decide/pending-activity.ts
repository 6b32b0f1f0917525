/**
 * The pending fields of an activity, by the id of its ActivityTaskScheduled event. Content: docs/store-semantics.md.
 */
import type { Effect, Guard } from '../model/transition';

const SUFFIXES = ['', ':at', ':limits', ':cancel', ':beat', ':failure', ':by', ':alive'] as const;
/** Of standalone activities: changed options, who paused it, when and by whom its last attempt ended. */
const STANDALONE_SUFFIXES = [':options', ':pause', ':ended', ':worker'] as const;
const TIMERS = ['scheduleToStart', 'scheduleToClose', 'startToClose', 'heartbeat', 'retry'] as const;

export type ActivityField = (typeof SUFFIXES)[number] | (typeof STANDALONE_SUFFIXES)[number];
export type ActivityTimer = (typeof TIMERS)[number];

export function activityField(id: number, suffix: ActivityField = ''): string {
  return `act:${id}${suffix}`;
}

export function activityTimer(id: number, timer: ActivityTimer): string {
  return `act:${id}:${timer}`;
}

type Drop = [Extract<Effect, { do: 'unset' }>, Extract<Effect, { do: 'disarm' }>];

/** Forgets the activity: its fields and its timers. */
export function dropActivity(id: number): Drop {
  return drop(id, SUFFIXES);
}

/** The same for a standalone activity that goes on under another id. */
export function dropStandalone(id: number): Drop {
  return drop(id, [...SUFFIXES, ...STANDALONE_SUFFIXES]);
}

function drop(id: number, suffixes: readonly ActivityField[]): Drop {
  return [
    { do: 'unset', hash: 'pending', fields: suffixes.map((suffix) => activityField(id, suffix)) },
    { do: 'disarm', names: TIMERS.map((timer) => activityTimer(id, timer)) },
  ];
}

/** This attempt is running: only its own worker (or its timers) may say how it ends (invariant 4). */
export function attemptStarted(id: number, attempt: number): Guard {
  return { is: 'field', hash: 'pending', field: activityField(id), in: [`started ${attempt}`] };
}

/** The activity waits for a worker, for its next attempt, or (a standalone one) until it is no longer paused. */
export function waitsForWorker(id: number): Guard {
  return { is: 'state', hash: 'pending', field: activityField(id), in: ['scheduled', 'backoff', 'paused'] };
}

export function isRunning(id: number): Guard {
  return { is: 'state', hash: 'pending', field: activityField(id), in: ['started'] };
}
