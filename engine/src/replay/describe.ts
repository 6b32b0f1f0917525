import type { EventOf } from '../model/event';
import type { ResolvedCommand, ResolvedCommandKind, ResolvedCommandOf } from '../model/resolved-command';
import type { CommandEvent, CommandEventType } from '../history/command-event-types';
import type { LocalFacts } from './local-marker';
import { localRecordOf } from './local-marker';
import { patchOf } from './patch-marker';

const EVENTS = {
  ActivityTaskScheduled: (event) => ` of activity '${event.activityType}' (id '${event.activityId}')`,
  ActivityTaskCancelRequested: (event) => ` of the activity scheduled at event ${event.scheduledEventId}`,
  TimerStarted: (event) => ` of timer '${event.timerId}'`,
  TimerCanceled: (event) => ` of timer '${event.timerId}'`,
  StartChildWorkflowExecutionInitiated: (event) => ` of child '${event.workflowType}' (id '${event.workflowId}')`,
  SignalExternalWorkflowExecutionInitiated: (event) => ` of signal '${event.signalName}' to '${event.workflowId}'`,
  RequestCancelExternalWorkflowExecutionInitiated: (event) => ` to '${event.workflowId}'`,
  MarkerRecorded: (event) => {
    const patch = patchOf(event);
    if (patch) return ` of patch '${patch.id}'`;
    const local = localRecordOf(event);
    return local ? ` of ${describeLocal(local)}` : ` of marker '${event.markerName}'`;
  },
  UpsertWorkflowSearchAttributes: (event) => ` of ${Object.keys(event.searchAttributes).join(', ')}`,
  WorkflowPropertiesModified: (event) => ` of ${Object.keys(event.upsertedMemo).join(', ')}`,
  WorkflowExecutionUpdateAccepted: (event) => ` of update '${event.request.name}' (id '${event.updateId}')`,
  WorkflowExecutionUpdateCompleted: (event) => ` of update '${event.updateId}'`,
  WorkflowExecutionCompleted: () => '',
  WorkflowExecutionFailed: () => '',
  WorkflowExecutionCanceled: () => '',
  WorkflowExecutionContinuedAsNew: (event) => ` of workflow '${event.workflowType}'`,
} satisfies { [T in CommandEventType]: (event: EventOf<T>) => string };

const COMMANDS = {
  startTimer: (command) => `started timer '${command.timerId}'`,
  cancelTimer: (command) => `cancelled timer '${command.timerId}'`,
  scheduleActivity: (command) => `scheduled activity '${command.activityType}' (id '${command.activityId}')`,
  requestCancelActivity: (command) => `cancelled the activity scheduled at event ${command.scheduledEventId}`,
  startChildWorkflow: (command) => `started child '${command.workflowType}' (id '${command.workflowId}')`,
  requestCancelExternalWorkflow: (command) => `requested cancellation of workflow '${command.workflowId}'`,
  signalExternalWorkflow: (command) => `sent signal '${command.signalName}' to workflow '${command.workflowId}'`,
  recordMarker: (command) => {
    const patch = patchOf(command);
    if (patch) return `called patched('${patch.id}')`;
    const local = localRecordOf(command);
    return local ? `ran ${describeLocal(local)}` : `recorded marker '${command.markerName}'`;
  },
  upsertSearchAttributes: (command) => `upserted search attributes ${Object.keys(command.searchAttributes).join(', ')}`,
  modifyMemo: (command) => `changed memo ${Object.keys(command.upsertedMemo).join(', ')}`,
  acceptUpdate: (command) => `accepted update '${command.request.name}' (id '${command.request.updateId}')`,
  completeUpdate: (command) => `completed update '${command.updateId}'`,
  rejectUpdate: (command) => `rejected update '${command.updateId}'`,
  completeWorkflow: () => 'completed the workflow',
  failWorkflow: (command) => `failed the workflow with "${command.failure.message}"`,
  cancelWorkflow: () => 'ended the workflow as cancelled',
  continueAsNew: (command) => `continued as new workflow '${command.workflowType}'`,
} satisfies { [K in ResolvedCommandKind]: (command: ResolvedCommandOf<K>) => string };

/** An event in words: type, what identifies it, where it is. */
export function describeEvent(event: CommandEvent): string {
  const words = EVENTS[event.type] as (event: CommandEvent) => string;
  return `${event.type}${words(event)} at event ${event.eventId}`;
}

/** A command in words, in the past tense: what the code did. */
export function describeCommand(command: ResolvedCommand): string {
  const words = COMMANDS[command.kind] as (command: ResolvedCommand) => string;
  return words(command);
}

/** A local activity by its type and id. */
export function describeLocal({ activityType, activityId }: Pick<LocalFacts, 'activityType' | 'activityId'>): string {
  return `local activity '${activityType}' (id '${activityId}')`;
}
