import type {
  EventOf,
  EventType,
  ExternalFailedCause,
  Initiator,
  UpdateOutcome,
  WorkflowTaskFailedCause,
} from '../model/event';
import type { Failure, RetryState, TimeoutKind } from '../model/failure';
import type { RetryPolicy } from '../model/retry-policy';
import type { IdReusePolicy, ParentClosePolicy } from '../model/status';
import type { DerivedIds } from './derive-history';
import { failure } from './temporal-failure';
import type { Codec } from './temporal-json';
import * as value from './temporal-values';

/** Where a field of ours lies in Temporal's event, and how its value is written there and read back. */
export interface Field<V> extends Codec<V> {
  /** Path in the attributes, dots between keys; empty: the value's own keys are attributes. */
  readonly at: string;
  /** Counted from the event instead of its attributes. */
  readonly ofEvent?: true;
  /** What the value is when Temporal's JSON leaves it out, for fields that always have one. */
  readonly absent?: V;
}
/** Every field of an event type; `null` for what Temporal's event does not have. */
export type FieldTable<T extends EventType> = {
  readonly [F in Exclude<keyof EventOf<T>, 'type'>]-?: FieldOf<EventOf<T>[F]> | null;
};
/** Fields that always have a value know what it is when it is not written; others stay absent. */
type FieldOf<V> = undefined extends V
  ? Field<NonNullable<V>> & { readonly absent?: undefined }
  : Field<V> & { readonly absent: V };

type Optional<V> = Field<V> & { readonly absent?: undefined };
const at = <V>(path: string, { write, read }: Codec<V>): Optional<V> => ({ at: path, write, read });
const always = <V>(field: Optional<V>, absent: V) => ({ ...field, absent });

const text = (path: string) => at(path, value.text);
const flag = (path: string) => at(path, value.flag);
const id = (path: string) => at(path, value.int64);
const duration = (path: string) => at(path, value.duration);
const payloads = (path: string) => at(path, value.payloads);
const member = <V extends string>(path: string, prefix: string) => at(path, value.member<V>(prefix));
const name = (path: string) => always(text(path), '');
const eventId = (path: string) => always(id(path), 0);

/** What a server makes of a retry policy that says nothing. */
const DEFAULT_RETRY: RetryPolicy = {
  initialIntervalMs: 1_000,
  backoffCoefficient: 2,
  maximumIntervalMs: 100_000,
  maximumAttempts: 0,
  nonRetryableErrorTypes: [],
};

/** Servers that leave the timeout of workflow tasks out mean this. */
const TASK_TIMEOUT_MS = 10_000;

const input = payloads('input');
const header = at('header', value.fields);
const memo = at('memo', value.fields);
const searchAttributes = at('searchAttributes', value.searchAttributes);
const identity = text('identity');
const taskQueue = always(at('taskQueue', value.taskQueue), '');
const workflowType = always(at('workflowType', value.named), '');
const retryPolicy = at('retryPolicy', value.retryPolicy);
const priority = at('priority', value.priority);
const failed = always<Failure>(at('failure', failure), { message: '' });
const details = payloads('details');
const result = payloads('result');
const retryState = always(member<RetryState>('retryState', 'RETRY_STATE'), 'IN_PROGRESS');
const newExecutionRunId = text('newExecutionRunId');
const scheduledEventId = eventId('scheduledEventId');
const startedEventId = eventId('startedEventId');
const initiatedEventId = eventId('initiatedEventId');
const timerId = name('timerId');
const childWorkflowOnly = always(flag('childWorkflowOnly'), false);
const initiator = member<Initiator>('initiator', 'CONTINUE_AS_NEW_INITIATOR');
const externalWorkflow = at('externalWorkflowExecution', value.execution);
const summary = { ...at('userMetadata.summary', value.payload), ofEvent: true } as const;
const userDetails = { ...at('userMetadata.details', value.payload), ofEvent: true } as const;
const attempt = always(at('attempt', value.count), 1);
const target = { workflowId: name('workflowExecution.workflowId'), runId: name('workflowExecution.runId') };
const child = { ...target, workflowType, initiatedEventId };
const timeouts = {
  workflowRunTimeoutMs: duration('workflowRunTimeout'),
  workflowTaskTimeoutMs: always(duration('workflowTaskTimeout'), TASK_TIMEOUT_MS),
};
const outcome = always<UpdateOutcome>(at('outcome', value.updateOutcome(failure)), { result: [] });
const externalFailed = always(
  member<ExternalFailedCause>('cause', 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE'),
  'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
);
const cancelFailed = always(
  member<ExternalFailedCause>('cause', 'CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE'),
  'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
);

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
    workflowId: name('workflowId'),
    runId: null,
    taskQueue,
    input,
    header,
    memo,
    searchAttributes,
    identity,
    attempt,
    ...timeouts,
    workflowExecutionTimeoutMs: duration('workflowExecutionTimeout'),
    workflowExecutionExpirationMs: at('workflowExecutionExpirationTime', value.timestamp),
    retryPolicy,
    cronSchedule: text('cronSchedule'),
    firstWorkflowTaskBackoffMs: duration('firstWorkflowTaskBackoff'),
    originalExecutionRunId: name('originalExecutionRunId'),
    firstExecutionRunId: name('firstExecutionRunId'),
    chainStartMs: null,
    continuedExecutionRunId: text('continuedExecutionRunId'),
    initiator,
    lastCompletionResult: payloads('lastCompletionResult'),
    continuedFailure: at('continuedFailure', failure),
    parent: at('', value.parent),
    root: at('rootWorkflowExecution', value.execution),
    schedule: null,
    retentionMs: null,
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
    newExecutionRunId: name('newExecutionRunId'),
    workflowType,
    taskQueue,
    input,
    header,
    memo,
    searchAttributes,
    ...timeouts,
    backoffStartIntervalMs: duration('backoffStartInterval'),
    initiator: always(initiator, 'WORKFLOW'),
    failure: at('failure', failure),
    lastCompletionResult: payloads('lastCompletionResult'),
  },
  WorkflowExecutionSignaled: { signalName: name('signalName'), input, header, identity, externalWorkflow },
  WorkflowExecutionCancelRequested: { cause: text('cause'), identity, externalWorkflow },
  WorkflowTaskScheduled: {
    taskQueue,
    startToCloseTimeoutMs: always(duration('startToCloseTimeout'), TASK_TIMEOUT_MS),
    attempt,
  },
  WorkflowTaskStarted: {
    identity,
    historySizeBytes: id('historySizeBytes'),
    suggestContinueAsNew: flag('suggestContinueAsNew'),
  },
  WorkflowTaskCompleted: {
    identity,
    binaryChecksum: text('binaryChecksum'),
    langUsedFlags: at('sdkMetadata.langUsedFlags', value.counts),
    coreUsedFlags: at('sdkMetadata.coreUsedFlags', value.counts),
    sdkVersion: text('sdkMetadata.sdkVersion'),
    buildId: text('workerVersion.buildId'),
  },
  WorkflowTaskFailed: {
    cause: always(
      member<WorkflowTaskFailedCause>('cause', 'WORKFLOW_TASK_FAILED_CAUSE'),
      'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    ),
    failure: at('failure', failure),
    identity,
    baseRunId: text('baseRunId'),
    newRunId: text('newRunId'),
  },
  WorkflowTaskTimedOut: {
    timeoutType: always(member<TimeoutKind>('timeoutType', 'TIMEOUT_TYPE'), 'START_TO_CLOSE'),
  },
  ActivityTaskScheduled: {
    activityId: name('activityId'),
    activityType: always(at('activityType', value.named), ''),
    taskQueue,
    input,
    header,
    scheduleToCloseTimeoutMs: duration('scheduleToCloseTimeout'),
    scheduleToStartTimeoutMs: duration('scheduleToStartTimeout'),
    startToCloseTimeoutMs: duration('startToCloseTimeout'),
    heartbeatTimeoutMs: duration('heartbeatTimeout'),
    retryPolicy: always(retryPolicy, DEFAULT_RETRY),
    priority,
    summary,
    standalone: null,
  },
  ActivityTaskStarted: {
    scheduledEventId,
    identity,
    attempt,
    lastFailure: at('lastFailure', failure),
  },
  ActivityTaskCompleted: { scheduledEventId, result, identity },
  ActivityTaskFailed: { scheduledEventId, failure: failed, retryState, identity },
  ActivityTaskTimedOut: { scheduledEventId, failure: failed, retryState },
  ActivityTaskCancelRequested: { scheduledEventId },
  ActivityTaskCanceled: { scheduledEventId, details, identity },
  TimerStarted: { timerId, startToFireTimeoutMs: always(duration('startToFireTimeout'), 0), summary },
  TimerFired: { timerId, startedEventId },
  TimerCanceled: { timerId, startedEventId, identity },
  StartChildWorkflowExecutionInitiated: {
    workflowId: name('workflowId'),
    workflowType,
    taskQueue,
    input,
    header,
    memo,
    searchAttributes,
    workflowExecutionTimeoutMs: duration('workflowExecutionTimeout'),
    ...timeouts,
    parentClosePolicy: always(member<ParentClosePolicy>('parentClosePolicy', 'PARENT_CLOSE_POLICY'), 'TERMINATE'),
    workflowIdReusePolicy: always(
      member<IdReusePolicy>('workflowIdReusePolicy', 'WORKFLOW_ID_REUSE_POLICY'),
      'ALLOW_DUPLICATE',
    ),
    retryPolicy,
    cronSchedule: text('cronSchedule'),
    retentionMs: null,
    priority,
    summary,
    details: userDetails,
  },
  StartChildWorkflowExecutionFailed: {
    initiatedEventId,
    workflowId: name('workflowId'),
    workflowType,
    cause: always(
      member<EventOf<'StartChildWorkflowExecutionFailed'>['cause']>(
        'cause',
        'START_CHILD_WORKFLOW_EXECUTION_FAILED_CAUSE',
      ),
      'WORKFLOW_ALREADY_EXISTS',
    ),
  },
  ChildWorkflowExecutionStarted: child,
  ChildWorkflowExecutionCompleted: { ...child, result },
  ChildWorkflowExecutionFailed: { ...child, failure: failed, retryState },
  ChildWorkflowExecutionCanceled: { ...child, details },
  ChildWorkflowExecutionTimedOut: { ...child, retryState },
  ChildWorkflowExecutionTerminated: child,
  SignalExternalWorkflowExecutionInitiated: {
    ...target,
    signalName: name('signalName'),
    input,
    header,
    childWorkflowOnly,
  },
  SignalExternalWorkflowExecutionFailed: {
    ...target,
    initiatedEventId,
    cause: externalFailed,
  },
  ExternalWorkflowExecutionSignaled: { ...target, initiatedEventId },
  RequestCancelExternalWorkflowExecutionInitiated: { ...target, childWorkflowOnly, reason: text('reason') },
  RequestCancelExternalWorkflowExecutionFailed: {
    ...target,
    initiatedEventId,
    cause: cancelFailed,
  },
  ExternalWorkflowExecutionCancelRequested: { ...target, initiatedEventId },
  MarkerRecorded: {
    markerName: name('markerName'),
    details: at('details', value.namedPayloads),
    header,
    failure: at('failure', failure),
    summary,
  },
  UpsertWorkflowSearchAttributes: { searchAttributes: always(searchAttributes, {}) },
  WorkflowPropertiesModified: { upsertedMemo: always(at('upsertedMemo', value.fields), {}) },
  WorkflowExecutionUpdateAccepted: {
    updateId: name('protocolInstanceId'),
    request: always(at('acceptedRequest', value.updateRequest), { updateId: '', name: '' }),
  },
  WorkflowExecutionUpdateCompleted: {
    updateId: name('meta.updateId'),
    acceptedEventId: eventId('acceptedEventId'),
    outcome,
  },
} satisfies { [T in EventType]: FieldTable<T> };
