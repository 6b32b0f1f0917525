import type { EventType, HistoryEvent } from '../model/event';

/** Events that are written because a command asked for them; they follow the WorkflowTaskCompleted of its task. */
export const COMMAND_EVENT_TYPES = [
  'ActivityTaskScheduled',
  'ActivityTaskCancelRequested',
  'TimerStarted',
  'TimerCanceled',
  'StartChildWorkflowExecutionInitiated',
  'SignalExternalWorkflowExecutionInitiated',
  'RequestCancelExternalWorkflowExecutionInitiated',
  'MarkerRecorded',
  'UpsertWorkflowSearchAttributes',
  'WorkflowPropertiesModified',
  'WorkflowExecutionUpdateAccepted',
  'WorkflowExecutionUpdateCompleted',
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionContinuedAsNew',
] as const satisfies readonly EventType[];

export type CommandEventType = (typeof COMMAND_EVENT_TYPES)[number];
export type CommandEvent = Extract<HistoryEvent, { type: CommandEventType }>;

const TYPES: ReadonlySet<EventType> = new Set<EventType>(COMMAND_EVENT_TYPES);

/** Whether an event was written because of a command. */
export function isCommandEvent(event: HistoryEvent): event is CommandEvent {
  return TYPES.has(event.type);
}
