import type { EventType, HistoryEvent } from '../model/event';
import { isCommandEvent } from '../history/command-event-types';

/**
 * The events that lead to one activation. They begin with what the previous task left (its WorkflowTaskCompleted and
 * command events) and end with the WorkflowTaskStarted of this one. Failed and timed out attempts lie inside.
 */
export interface TaskEvents {
  readonly events: readonly HistoryEvent[];
  /** Absent for what follows the last workflow task: the tail of a history. */
  readonly started?: StartedTask;
  /** Present when the history says how the task went: its WorkflowTaskCompleted and the events of its commands. */
  readonly completed?: { readonly event: HistoryEvent; readonly commandEvents: readonly HistoryEvent[] };
}

export type StartedTask = Extract<HistoryEvent, { type: 'WorkflowTaskStarted' }>;

/** What may follow a WorkflowTaskStarted whose task brought nothing; its events belong to the next completed one. */
const GIVEN_UP: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowTaskFailed',
  'WorkflowTaskTimedOut',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionTerminated',
]);

/** Cuts events at each workflow task that was completed or is the last thing that happened. */
export function splitTasks(events: readonly HistoryEvent[]): readonly TaskEvents[] {
  const tasks: TaskEvents[] = [];
  let from = 0;
  events.forEach((event, index) => {
    if (event.type !== 'WorkflowTaskStarted') return;
    const next = events[index + 1];
    if (next && GIVEN_UP.has(next.type)) return;
    tasks.push({ events: events.slice(from, index + 1), started: event, completed: completion(events, index + 1) });
    from = index + 1;
  });
  if (from < events.length) tasks.push({ events: events.slice(from) });
  return tasks;
}

/** The part of a history that a query on a run may see: nothing after the commands of its last completed task, if open. */
export function settledEvents(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  if (events.some((event) => CLOSING.has(event.type))) return events;
  let end = 0;
  events.forEach((event, index) => {
    if (event.type === 'WorkflowTaskCompleted') end = index + 1 + commandEventsFrom(events, index + 1).length;
  });
  return events.slice(0, end);
}

const CLOSING: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionContinuedAsNew',
]);

function completion(events: readonly HistoryEvent[], index: number): TaskEvents['completed'] {
  const event = events[index];
  if (event?.type !== 'WorkflowTaskCompleted') return undefined;
  return { event, commandEvents: commandEventsFrom(events, index + 1) };
}

function commandEventsFrom(events: readonly HistoryEvent[], from: number): readonly HistoryEvent[] {
  let end = from;
  for (let event = events[end]; event && isCommandEvent(event); event = events[end]) end += 1;
  return events.slice(from, end);
}
