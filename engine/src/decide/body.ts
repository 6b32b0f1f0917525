import type { EventBody } from '../model/event';
import type { Effect } from '../model/transition';

/** An event as a store takes it: its JSON body, without id and time. */
export function body(event: EventBody): string {
  return JSON.stringify(event);
}

type ScheduleTask = Extract<Effect, { do: 'scheduleTask' }>;

/** Something happened that workflow code must see. */
export const SCHEDULE_TASK: ScheduleTask = { do: 'scheduleTask', virtual: false, wakes: false };

/** The same, and it ends a start delay early (a signal). */
export const WAKE_AND_SCHEDULE_TASK: ScheduleTask = { do: 'scheduleTask', virtual: false, wakes: true };

type Arrive = Extract<Effect, { do: 'arrive' }>;

/** An event that is appended now, or buffered while a workflow task is out. */
export function arrive(entry: string, ...events: readonly EventBody[]): Arrive {
  return { do: 'arrive', part: 'others', entry, bodies: events.map(body) };
}

/** The end of an activity or child; flushed after everything else that arrived. */
export function arriveClose(entry: string, ...events: readonly EventBody[]): Arrive {
  return { do: 'arrive', part: 'closes', entry, bodies: events.map(body) };
}
