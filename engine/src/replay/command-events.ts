import type { CommandEvent, CommandEventType } from '../history/command-event-types';
import type { EventOf } from '../model/event';
import { localRecordOf } from './local-marker';
import type { ResolvedCommandKind, ResolvedCommandOf } from '../model/resolved-command';

/** The command that writes an event of one type, and whether a given one wrote a given event. */
export interface CommandEventRule {
  readonly command: ResolvedCommandKind;
  /** Compares what identifies the thing; inputs, timeouts and results may differ. */
  readonly same: (event: never, command: never) => boolean;
  /** Only compared in histories that have the flag for it. */
  readonly needsFlag?: true;
}

/** One rule per command event. */
export const COMMAND_EVENTS = {
  ActivityTaskScheduled: {
    ...rule('ActivityTaskScheduled', 'scheduleActivity', (event, command) => {
      return event.activityId === command.activityId && event.activityType === command.activityType;
    }),
    needsFlag: true,
  },
  ActivityTaskCancelRequested: rule('ActivityTaskCancelRequested', 'requestCancelActivity', (event, command) => {
    return event.scheduledEventId === command.scheduledEventId;
  }),
  TimerStarted: rule('TimerStarted', 'startTimer', (event, command) => event.timerId === command.timerId),
  TimerCanceled: rule('TimerCanceled', 'cancelTimer', (event, command) => event.timerId === command.timerId),
  StartChildWorkflowExecutionInitiated: {
    ...rule('StartChildWorkflowExecutionInitiated', 'startChildWorkflow', (event, command) => {
      return event.workflowId === command.workflowId && event.workflowType === command.workflowType;
    }),
    needsFlag: true,
  },
  SignalExternalWorkflowExecutionInitiated: rule(
    'SignalExternalWorkflowExecutionInitiated',
    'signalExternalWorkflow',
    (event, command) => event.workflowId === command.workflowId && event.signalName === command.signalName,
  ),
  RequestCancelExternalWorkflowExecutionInitiated: rule(
    'RequestCancelExternalWorkflowExecutionInitiated',
    'requestCancelExternalWorkflow',
    (event, command) => event.workflowId === command.workflowId,
  ),
  MarkerRecorded: rule('MarkerRecorded', 'recordMarker', (event, command) => {
    return event.markerName === command.markerName && localRecordOf(event)?.seq === localRecordOf(command)?.seq;
  }),
  UpsertWorkflowSearchAttributes: rule('UpsertWorkflowSearchAttributes', 'upsertSearchAttributes'),
  WorkflowPropertiesModified: rule('WorkflowPropertiesModified', 'modifyMemo'),
  WorkflowExecutionUpdateAccepted: rule('WorkflowExecutionUpdateAccepted', 'acceptUpdate', (event, command) => {
    return event.updateId === command.request.updateId;
  }),
  WorkflowExecutionUpdateCompleted: rule('WorkflowExecutionUpdateCompleted', 'completeUpdate', (event, command) => {
    return event.updateId === command.updateId;
  }),
  WorkflowExecutionCompleted: rule('WorkflowExecutionCompleted', 'completeWorkflow'),
  WorkflowExecutionFailed: rule('WorkflowExecutionFailed', 'failWorkflow'),
  WorkflowExecutionCanceled: rule('WorkflowExecutionCanceled', 'cancelWorkflow'),
  WorkflowExecutionContinuedAsNew: rule('WorkflowExecutionContinuedAsNew', 'continueAsNew'),
} satisfies Record<CommandEventType, CommandEventRule>;

/** Whether `command` is what wrote `event`. The kinds have been compared before. */
export function wrote(event: CommandEvent, command: { readonly kind: ResolvedCommandKind }): boolean {
  const { same } = COMMAND_EVENTS[event.type];
  return same(event as never, command as never);
}

function rule<T extends CommandEventType, K extends ResolvedCommandKind>(
  _event: T,
  command: K,
  same: (event: EventOf<T>, command: ResolvedCommandOf<K>) => boolean = () => true,
): CommandEventRule {
  return { command, same };
}
