import type { HistoryEvent } from '../model/event';
import { isCommandEvent } from './command-event-types';

/** Ids that Temporal writes into events and we do not store, because the events before tell them. */
export interface DerivedIds {
  /** On events that record a command, except those of updates. */
  readonly workflowTaskCompletedEventId?: number;
  /** On WorkflowTaskStarted, Completed, Failed and TimedOut. */
  readonly scheduledEventId?: number;
  /** On closing events of workflow tasks, activities (0: never started) and children. */
  readonly startedEventId?: number;
  /** On ActivityTaskCanceled. */
  readonly latestCancelRequestedEventId?: number;
  /** On WorkflowExecutionUpdateAccepted: the last event its worker had seen before the task. */
  readonly acceptedRequestSequencingEventId?: number;
}

/** A history with every id filled in. */
export type DerivedEvent = HistoryEvent & { readonly derived: DerivedIds };

/** Fills in the ids that are not stored. Takes a history from its first event. */
export function deriveHistory(events: readonly HistoryEvent[]): readonly DerivedEvent[] {
  const seen = new Seen();
  return events.map((event) => {
    const derived = derive(event, seen);
    seen.add(event);
    return { ...event, derived };
  });
}

/** What the events so far say about the ones to come. */
class Seen {
  taskScheduled = 0;
  taskStarted = 0;
  taskCompleted = 0;
  /** Start of an activity or child, by the id of the event that asked for it. */
  readonly startOf = new Map<number, number>();
  readonly cancelRequestOf = new Map<number, number>();

  add(event: HistoryEvent): void {
    if (event.type === 'WorkflowTaskScheduled') this.taskScheduled = event.eventId;
    if (event.type === 'WorkflowTaskStarted') this.taskStarted = event.eventId;
    if (event.type === 'WorkflowTaskCompleted') this.taskCompleted = event.eventId;
    if (event.type === 'ActivityTaskStarted') this.startOf.set(event.scheduledEventId, event.eventId);
    if (event.type === 'ChildWorkflowExecutionStarted') this.startOf.set(event.initiatedEventId, event.eventId);
    if (event.type === 'ActivityTaskCancelRequested') this.cancelRequestOf.set(event.scheduledEventId, event.eventId);
  }
}

function derive(event: HistoryEvent, seen: Seen): DerivedIds {
  if (event.type === 'WorkflowExecutionUpdateAccepted') {
    return { acceptedRequestSequencingEventId: seen.taskStarted - 1 };
  }
  if (event.type === 'WorkflowExecutionUpdateCompleted') return {};
  if (isCommandEvent(event)) return { workflowTaskCompletedEventId: seen.taskCompleted };
  switch (event.type) {
    case 'WorkflowTaskStarted':
      return { scheduledEventId: seen.taskScheduled };
    case 'WorkflowTaskCompleted':
    case 'WorkflowTaskFailed':
    case 'WorkflowTaskTimedOut':
      return { scheduledEventId: seen.taskScheduled, startedEventId: seen.taskStarted };
    case 'ActivityTaskCompleted':
    case 'ActivityTaskFailed':
    case 'ActivityTaskTimedOut':
      return { startedEventId: seen.startOf.get(event.scheduledEventId) ?? 0 };
    case 'ActivityTaskCanceled':
      return {
        startedEventId: seen.startOf.get(event.scheduledEventId) ?? 0,
        latestCancelRequestedEventId: seen.cancelRequestOf.get(event.scheduledEventId) ?? 0,
      };
    case 'ChildWorkflowExecutionCompleted':
    case 'ChildWorkflowExecutionFailed':
    case 'ChildWorkflowExecutionCanceled':
    case 'ChildWorkflowExecutionTimedOut':
    case 'ChildWorkflowExecutionTerminated':
      return { startedEventId: seen.startOf.get(event.initiatedEventId) ?? 0 };
    default:
      return {};
  }
}
