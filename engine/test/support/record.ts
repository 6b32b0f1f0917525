import type { EventBody } from '../../src/model/event';
import type { ResolvedCommand, ResolvedCommandKind, ResolvedCommandOf } from '../../src/model/resolved-command';
import { DEFAULT_ACTIVITY_RETRY } from '../../src/model/retry-policy';

/** The event each command leaves, as a server would write it; undefined for commands that leave none. */
const EVENTS = {
  startTimer: ({ timerId, delayMs }) => ({ type: 'TimerStarted', timerId, startToFireTimeoutMs: delayMs }),
  cancelTimer: ({ timerId, startedEventId }) => ({ type: 'TimerCanceled', timerId, startedEventId }),
  scheduleActivity: ({ activityId, activityType }) => ({
    type: 'ActivityTaskScheduled',
    activityId,
    activityType,
    taskQueue: 'q',
    retryPolicy: DEFAULT_ACTIVITY_RETRY,
  }),
  requestCancelActivity: ({ scheduledEventId }) => ({ type: 'ActivityTaskCancelRequested', scheduledEventId }),
  startChildWorkflow: ({ workflowId, workflowType, parentClosePolicy, workflowIdReusePolicy }) => ({
    type: 'StartChildWorkflowExecutionInitiated',
    workflowId,
    workflowType,
    parentClosePolicy,
    workflowIdReusePolicy,
    taskQueue: 'q',
    workflowTaskTimeoutMs: 10_000,
  }),
  requestCancelExternalWorkflow: ({ workflowId, runId, childWorkflowOnly }) => ({
    type: 'RequestCancelExternalWorkflowExecutionInitiated',
    workflowId,
    runId,
    childWorkflowOnly,
  }),
  signalExternalWorkflow: ({ workflowId, runId, childWorkflowOnly, signalName }) => ({
    type: 'SignalExternalWorkflowExecutionInitiated',
    workflowId,
    runId,
    childWorkflowOnly,
    signalName,
  }),
  recordMarker: ({ markerName, details }) => ({ type: 'MarkerRecorded', markerName, details }),
  upsertSearchAttributes: ({ searchAttributes }) => ({ type: 'UpsertWorkflowSearchAttributes', searchAttributes }),
  modifyMemo: ({ upsertedMemo }) => ({ type: 'WorkflowPropertiesModified', upsertedMemo }),
  acceptUpdate: ({ request }) => ({ type: 'WorkflowExecutionUpdateAccepted', updateId: request.updateId, request }),
  completeUpdate: ({ updateId, acceptedEventId = 0, outcome }) => ({
    type: 'WorkflowExecutionUpdateCompleted',
    updateId,
    acceptedEventId,
    outcome,
  }),
  rejectUpdate: () => undefined,
  completeWorkflow: ({ result }) => ({ type: 'WorkflowExecutionCompleted', result }),
  failWorkflow: ({ failure }) => ({ type: 'WorkflowExecutionFailed', failure, retryState: 'RETRY_POLICY_NOT_SET' }),
  cancelWorkflow: () => ({ type: 'WorkflowExecutionCanceled' }),
  continueAsNew: ({ workflowType }) => ({
    type: 'WorkflowExecutionContinuedAsNew',
    newExecutionRunId: 'next',
    workflowType,
    taskQueue: 'q',
    workflowTaskTimeoutMs: 10_000,
    initiator: 'WORKFLOW',
  }),
} satisfies { [K in ResolvedCommandKind]: (command: ResolvedCommandOf<K>) => EventBody | undefined };

/** The event a command leaves behind. */
export function eventOf(command: ResolvedCommand): EventBody | undefined {
  const write = EVENTS[command.kind] as (command: ResolvedCommand) => EventBody | undefined;
  return write(command);
}
