import type { EventOf, EventType } from '../model/event';
import type { DerivedIds } from './derive-history';
import { failure } from './temporal-failure';
import type { Json } from './temporal-values';
import * as value from './temporal-values';

/** Where a field of ours lies in Temporal's event, and how its value is written there. */
export interface Field<V> {
  /** Path in the attributes, dots between keys; empty: the value's own keys are attributes. */
  readonly at: string;
  /** Counted from the event instead of its attributes. */
  readonly ofEvent?: true;
  readonly write: (value: V) => Json;
}

/** Every field of an event type; `null` for what Temporal's event does not have. */
export type FieldTable<T extends EventType> = {
  readonly [F in Exclude<keyof EventOf<T>, 'type'>]-?: Field<NonNullable<EventOf<T>[F]>> | null;
};

function at<V>(path: string, write: (value: V) => Json): Field<V> {
  return { at: path, write };
}
const same = <V extends Json>(path: string) => at<V>(path, (written) => written);
const text = (path: string) => same<string>(path);
const flag = (path: string) => same<boolean>(path);
const count = (path: string) => same<number>(path);
const id = (path: string) => at(path, value.int64);
const duration = (path: string) => at(path, value.duration);
const payloads = (path: string) => at(path, value.payloads);
const member = <V extends string>(path: string, prefix: string) => at<V>(path, value.member(prefix));

const input = payloads('input');
const header = at('header', value.fields);
const memo = at('memo', value.fields);
const searchAttributes = at('searchAttributes', value.searchAttributes);
const identity = text('identity');
const taskQueue = at('taskQueue', value.taskQueue);
const workflowType = at('workflowType', value.named);
const retryPolicy = at('retryPolicy', value.retryPolicy);
const priority = at('priority', value.priority);
const failed = at('failure', failure);
const details = payloads('details');
const result = payloads('result');
const retryState = member('retryState', 'RETRY_STATE');
const newExecutionRunId = text('newExecutionRunId');
const scheduledEventId = id('scheduledEventId');
const startedEventId = id('startedEventId');
const initiatedEventId = id('initiatedEventId');
const timerId = text('timerId');
const childWorkflowOnly = flag('childWorkflowOnly');
const initiator = member('initiator', 'CONTINUE_AS_NEW_INITIATOR');
const externalWorkflow = at('externalWorkflowExecution', value.execution);
const summary = { ...at('userMetadata.summary', value.payload), ofEvent: true } as const;
const userDetails = { ...at('userMetadata.details', value.payload), ofEvent: true } as const;
const target = { workflowId: text('workflowExecution.workflowId'), runId: text('workflowExecution.runId') };
const child = { ...target, workflowType, initiatedEventId };
const timeouts = {
  workflowRunTimeoutMs: duration('workflowRunTimeout'),
  workflowTaskTimeoutMs: duration('workflowTaskTimeout'),
};
const outcome = at<EventOf<'WorkflowExecutionUpdateCompleted'>['outcome']>('outcome', (written) => {
  return value.updateOutcome(written, failure);
});

/** Ids we derive, where Temporal writes them. */
export const DERIVED_FIELDS = {
  workflowTaskCompletedEventId: id('workflowTaskCompletedEventId'),
  scheduledEventId,
  startedEventId,
  latestCancelRequestedEventId: id('latestCancelRequestedEventId'),
  acceptedRequestSequencingEventId: id('acceptedRequestSequencingEventId'),
} satisfies { [F in keyof DerivedIds]-?: Field<number> };

/** One table per event type, one line per field: what Temporal calls it. */
export const EVENT_FIELDS = {
  WorkflowExecutionStarted: {
    workflowType,
    workflowId: text('workflowId'),
    runId: null,
    taskQueue,
    input,
    header,
    memo,
    searchAttributes,
    identity,
    attempt: count('attempt'),
    ...timeouts,
    workflowExecutionTimeoutMs: duration('workflowExecutionTimeout'),
    workflowExecutionExpirationMs: at('workflowExecutionExpirationTime', value.timestamp),
    retryPolicy,
    cronSchedule: text('cronSchedule'),
    firstWorkflowTaskBackoffMs: duration('firstWorkflowTaskBackoff'),
    originalExecutionRunId: text('originalExecutionRunId'),
    firstExecutionRunId: text('firstExecutionRunId'),
    chainStartMs: null,
    continuedExecutionRunId: text('continuedExecutionRunId'),
    initiator,
    lastCompletionResult: payloads('lastCompletionResult'),
    continuedFailure: at('continuedFailure', failure),
    parent: at('', value.parent),
    root: at('rootWorkflowExecution', value.execution),
    priority,
    summary,
    details: userDetails,
  },
  WorkflowExecutionCompleted: { result, newExecutionRunId },
  WorkflowExecutionFailed: { failure: failed, retryState, newExecutionRunId },
  WorkflowExecutionTimedOut: { retryState, newExecutionRunId },
  WorkflowExecutionCanceled: { details },
  WorkflowExecutionTerminated: { reason: text('reason'), details, identity },
  WorkflowExecutionContinuedAsNew: {
    newExecutionRunId,
    workflowType,
    taskQueue,
    input,
    header,
    memo,
    searchAttributes,
    ...timeouts,
    backoffStartIntervalMs: duration('backoffStartInterval'),
    initiator,
    failure: failed,
    lastCompletionResult: payloads('lastCompletionResult'),
  },
  WorkflowExecutionSignaled: { signalName: text('signalName'), input, header, identity, externalWorkflow },
  WorkflowExecutionCancelRequested: { cause: text('cause'), identity, externalWorkflow },
  WorkflowTaskScheduled: {
    taskQueue,
    startToCloseTimeoutMs: duration('startToCloseTimeout'),
    attempt: count('attempt'),
  },
  WorkflowTaskStarted: {
    identity,
    historySizeBytes: id('historySizeBytes'),
    suggestContinueAsNew: flag('suggestContinueAsNew'),
  },
  WorkflowTaskCompleted: {
    identity,
    binaryChecksum: text('binaryChecksum'),
    langUsedFlags: same<readonly number[]>('sdkMetadata.langUsedFlags'),
    coreUsedFlags: same<readonly number[]>('sdkMetadata.coreUsedFlags'),
  },
  WorkflowTaskFailed: { cause: member('cause', 'WORKFLOW_TASK_FAILED_CAUSE'), failure: failed, identity },
  WorkflowTaskTimedOut: { timeoutType: member('timeoutType', 'TIMEOUT_TYPE') },
  ActivityTaskScheduled: {
    activityId: text('activityId'),
    activityType: at('activityType', value.named),
    taskQueue,
    input,
    header,
    scheduleToCloseTimeoutMs: duration('scheduleToCloseTimeout'),
    scheduleToStartTimeoutMs: duration('scheduleToStartTimeout'),
    startToCloseTimeoutMs: duration('startToCloseTimeout'),
    heartbeatTimeoutMs: duration('heartbeatTimeout'),
    retryPolicy,
    priority,
    summary,
  },
  ActivityTaskStarted: {
    scheduledEventId,
    identity,
    attempt: count('attempt'),
    lastFailure: at('lastFailure', failure),
  },
  ActivityTaskCompleted: { scheduledEventId, result, identity },
  ActivityTaskFailed: { scheduledEventId, failure: failed, retryState, identity },
  ActivityTaskTimedOut: { scheduledEventId, failure: failed, retryState },
  ActivityTaskCancelRequested: { scheduledEventId },
  ActivityTaskCanceled: { scheduledEventId, details, identity },
  TimerStarted: { timerId, startToFireTimeoutMs: duration('startToFireTimeout'), summary },
  TimerFired: { timerId, startedEventId },
  TimerCanceled: { timerId, startedEventId, identity },
  StartChildWorkflowExecutionInitiated: {
    workflowId: text('workflowId'),
    workflowType,
    taskQueue,
    input,
    header,
    memo,
    searchAttributes,
    workflowExecutionTimeoutMs: duration('workflowExecutionTimeout'),
    ...timeouts,
    parentClosePolicy: member('parentClosePolicy', 'PARENT_CLOSE_POLICY'),
    workflowIdReusePolicy: member('workflowIdReusePolicy', 'WORKFLOW_ID_REUSE_POLICY'),
    retryPolicy,
    cronSchedule: text('cronSchedule'),
    priority,
    summary,
    details: userDetails,
  },
  StartChildWorkflowExecutionFailed: {
    initiatedEventId,
    workflowId: text('workflowId'),
    workflowType,
    cause: member('cause', 'START_CHILD_WORKFLOW_EXECUTION_FAILED_CAUSE'),
  },
  ChildWorkflowExecutionStarted: child,
  ChildWorkflowExecutionCompleted: { ...child, result },
  ChildWorkflowExecutionFailed: { ...child, failure: failed, retryState },
  ChildWorkflowExecutionCanceled: { ...child, details },
  ChildWorkflowExecutionTimedOut: { ...child, retryState },
  ChildWorkflowExecutionTerminated: child,
  SignalExternalWorkflowExecutionInitiated: {
    ...target,
    signalName: text('signalName'),
    input,
    header,
    childWorkflowOnly,
  },
  SignalExternalWorkflowExecutionFailed: {
    ...target,
    initiatedEventId,
    cause: member('cause', 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE'),
  },
  ExternalWorkflowExecutionSignaled: { ...target, initiatedEventId },
  RequestCancelExternalWorkflowExecutionInitiated: { ...target, childWorkflowOnly, reason: text('reason') },
  RequestCancelExternalWorkflowExecutionFailed: {
    ...target,
    initiatedEventId,
    cause: member('cause', 'CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE'),
  },
  ExternalWorkflowExecutionCancelRequested: { ...target, initiatedEventId },
  MarkerRecorded: {
    markerName: text('markerName'),
    details: at('details', value.namedPayloads),
    header,
    failure: failed,
  },
  UpsertWorkflowSearchAttributes: { searchAttributes },
  WorkflowPropertiesModified: { upsertedMemo: at('upsertedMemo', value.fields) },
  WorkflowExecutionUpdateAccepted: {
    updateId: text('protocolInstanceId'),
    request: at('acceptedRequest', value.updateRequest),
  },
  WorkflowExecutionUpdateCompleted: {
    updateId: text('meta.updateId'),
    acceptedEventId: id('acceptedEventId'),
    outcome,
  },
} satisfies { [T in EventType]: FieldTable<T> };
