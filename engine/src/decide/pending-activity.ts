/**
 * The pending fields of an activity, by the id of its ActivityTaskScheduled event. Content: docs/store-semantics.md.
 */
import type { Effect, Guard } from '../model/transition';

const SUFFIXES = ['', ':at', ':limits', ':cancel', ':beat', ':failure', ':by', ':alive'] as const;
const TIMERS = ['scheduleToStart', 'scheduleToClose', 'startToClose', 'heartbeat', 'retry'] as const;

export type ActivityField = (typeof SUFFIXES)[number];
export type ActivityTimer = (typeof TIMERS)[number];

export function activityField(id: number, suffix: ActivityField = ''): string {
  return `act:${id}${suffix}`;
}

export function activityTimer(id: number, timer: ActivityTimer): string {
  return `act:${id}:${timer}`;
}

/** Forgets the activity: its fields and its timers. */
export function dropActivity(id: number): [Extract<Effect, { do: 'unset' }>, Extract<Effect, { do: 'disarm' }>] {
  return [
    { do: 'unset', hash: 'pending', fields: SUFFIXES.map((suffix) => activityField(id, suffix)) },
    { do: 'disarm', names: TIMERS.map((timer) => activityTimer(id, timer)) },
  ];
}

/** This attempt is running: only its own worker (or its timers) may say how it ends (invariant 4). */
export function attemptStarted(id: number, attempt: number): Guard {
  return { is: 'field', hash: 'pending', field: activityField(id), in: [`started ${attempt}`] };
}

/** The activity waits for a worker or for its next attempt. */
export function waitsForWorker(id: number): Guard {
  return { is: 'state', hash: 'pending', field: activityField(id), in: ['scheduled', 'backoff'] };
}

export function isRunning(id: number): Guard {
  return { is: 'state', hash: 'pending', field: activityField(id), in: ['started'] };
}
