import type { Failure, RetryState } from './failure';
import type { Payload, PayloadMap } from './payload';
import type { Priority } from './priority';
import type { RetryPolicy } from './retry-policy';
import type { IdReusePolicy, ParentClosePolicy } from './status';
import type { WorkflowExecutionUpdateAccepted, WorkflowExecutionUpdateCompleted } from './update-events';
import type {
  WorkflowTaskCompleted,
  WorkflowTaskFailed,
  WorkflowTaskScheduled,
  WorkflowTaskStarted,
  WorkflowTaskTimedOut,
} from './workflow-task-events';

export type { UpdateOutcome, UpdateRequest, WorkflowExecutionUpdateCompleted } from './update-events';
export type { WorkflowTaskFailedCause } from './workflow-task-events';

/** The workflow and run that another run belongs to or speaks of. */
export interface ExecutionRef {
  readonly workflowId: string;
  readonly runId: string;
}

/** What a child knows of its parent. */
export interface ParentRef extends ExecutionRef {
  readonly namespace: string;
  /** Id of the parent's StartChildWorkflowExecutionInitiated event. */
  readonly initiatedEventId: number;
}

/** Why a run was begun by its predecessor. */
export type Initiator = 'WORKFLOW' | 'RETRY' | 'CRON_SCHEDULE';

/** Everything a run is started with. Attribute names are Temporal's, durations are milliseconds. */
export interface WorkflowExecutionStarted {
  readonly type: 'WorkflowExecutionStarted';
  readonly workflowType: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly taskQueue: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly identity?: string;
  readonly attempt: number;
  readonly workflowTaskTimeoutMs: number;
  /** Absent: no limit. */
  readonly workflowRunTimeoutMs?: number;
  readonly workflowExecutionTimeoutMs?: number;
  /** Redis time at which the whole chain expires; absent: never. */
  readonly workflowExecutionExpirationMs?: number;
  readonly retryPolicy?: RetryPolicy;
  readonly cronSchedule?: string;
  /** Wait before the first workflow task: start delay, retry backoff, cron. */
  readonly firstWorkflowTaskBackoffMs?: number;
  /** The run's own first id; the seed of its random source (a reset keeps the original's). */
  readonly originalExecutionRunId: string;
  /** First run of the chain. */
  readonly firstExecutionRunId: string;
  /** When the chain's first run started, Redis time; absent on the first run itself (its event time says it). */
  readonly chainStartMs?: number;
  readonly continuedExecutionRunId?: string;
  readonly initiator?: Initiator;
  readonly lastCompletionResult?: readonly Payload[];
  readonly continuedFailure?: Failure;
  readonly parent?: ParentRef;
  readonly root?: ExecutionRef;
  /** The schedule that started the chain and hears of its end. */
  readonly schedule?: ExecutionRef;
  readonly priority?: Priority;
  /** How long each run of the chain is kept after its end. Absent: what the process that ends it says. */
  readonly retentionMs?: number;
  /** User metadata shown by describe. */
  readonly summary?: Payload;
  readonly details?: Payload;
}

export interface WorkflowExecutionCompleted {
  readonly type: 'WorkflowExecutionCompleted';
  readonly result?: readonly Payload[];
  readonly newExecutionRunId?: string;
}
export interface WorkflowExecutionFailed {
  readonly type: 'WorkflowExecutionFailed';
  readonly failure: Failure;
  readonly retryState: RetryState;
  readonly newExecutionRunId?: string;
}
export interface WorkflowExecutionTimedOut {
  readonly type: 'WorkflowExecutionTimedOut';
  readonly retryState: RetryState;
  readonly newExecutionRunId?: string;
}
export interface WorkflowExecutionCanceled {
  readonly type: 'WorkflowExecutionCanceled';
  readonly details?: readonly Payload[];
}
export interface WorkflowExecutionTerminated {
  readonly type: 'WorkflowExecutionTerminated';
  readonly reason?: string;
  readonly details?: readonly Payload[];
  readonly identity?: string;
}
export interface WorkflowExecutionContinuedAsNew {
  readonly type: 'WorkflowExecutionContinuedAsNew';
  readonly newExecutionRunId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly workflowRunTimeoutMs?: number;
  readonly workflowTaskTimeoutMs: number;
  readonly backoffStartIntervalMs?: number;
  readonly initiator: Initiator;
  readonly failure?: Failure;
  readonly lastCompletionResult?: readonly Payload[];
}
export interface WorkflowExecutionSignaled {
  readonly type: 'WorkflowExecutionSignaled';
  readonly signalName: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly identity?: string;
  /** Set when another workflow sent it. */
  readonly externalWorkflow?: ExecutionRef;
}
export interface WorkflowExecutionCancelRequested {
  readonly type: 'WorkflowExecutionCancelRequested';
  readonly cause?: string;
  readonly identity?: string;
  readonly externalWorkflow?: ExecutionRef;
}

export interface ActivityTaskScheduled {
  readonly type: 'ActivityTaskScheduled';
  readonly activityId: string;
  readonly activityType: string;
  readonly taskQueue: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly scheduleToCloseTimeoutMs?: number;
  readonly scheduleToStartTimeoutMs?: number;
  readonly startToCloseTimeoutMs?: number;
  readonly heartbeatTimeoutMs?: number;
  readonly retryPolicy: RetryPolicy;
  readonly priority?: Priority;
  readonly summary?: Payload;
  /** Only of an activity that no workflow scheduled. */
  readonly standalone?: StandaloneFacts;
}
/** What a standalone activity has beside. */
export interface StandaloneFacts {
  readonly startDelayMs?: number;
  /** In events after the first, which an update of options wrote: when the activity was scheduled at first. */
  readonly scheduledMs?: number;
}
export interface ActivityTaskStarted {
  readonly type: 'ActivityTaskStarted';
  readonly scheduledEventId: number;
  readonly identity?: string;
  readonly attempt: number;
  readonly lastFailure?: Failure;
}
export interface ActivityTaskCompleted {
  readonly type: 'ActivityTaskCompleted';
  readonly scheduledEventId: number;
  readonly result?: readonly Payload[];
  readonly identity?: string;
}
export interface ActivityTaskFailed {
  readonly type: 'ActivityTaskFailed';
  readonly scheduledEventId: number;
  readonly failure: Failure;
  readonly retryState: RetryState;
  readonly identity?: string;
}
export interface ActivityTaskTimedOut {
  readonly type: 'ActivityTaskTimedOut';
  readonly scheduledEventId: number;
  readonly failure: Failure;
  readonly retryState: RetryState;
}
export interface ActivityTaskCancelRequested {
  readonly type: 'ActivityTaskCancelRequested';
  readonly scheduledEventId: number;
}
export interface ActivityTaskCanceled {
  readonly type: 'ActivityTaskCanceled';
  readonly scheduledEventId: number;
  readonly details?: readonly Payload[];
  readonly identity?: string;
}

export interface TimerStarted {
  readonly type: 'TimerStarted';
  readonly timerId: string;
  readonly startToFireTimeoutMs: number;
  readonly summary?: Payload;
}
export interface TimerFired {
  readonly type: 'TimerFired';
  readonly timerId: string;
  /** Id of the TimerStarted event. */
  readonly startedEventId: number;
}
export interface TimerCanceled {
  readonly type: 'TimerCanceled';
  readonly timerId: string;
  readonly startedEventId: number;
  readonly identity?: string;
}

export interface StartChildWorkflowExecutionInitiated {
  readonly type: 'StartChildWorkflowExecutionInitiated';
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly workflowExecutionTimeoutMs?: number;
  readonly workflowRunTimeoutMs?: number;
  readonly workflowTaskTimeoutMs: number;
  readonly parentClosePolicy: ParentClosePolicy;
  readonly workflowIdReusePolicy: IdReusePolicy;
  readonly retryPolicy?: RetryPolicy;
  readonly cronSchedule?: string;
  readonly priority?: Priority;
  /** How long the child is kept after its end. */
  readonly retentionMs?: number;
  readonly summary?: Payload;
  readonly details?: Payload;
}
export interface StartChildWorkflowExecutionFailed {
  readonly type: 'StartChildWorkflowExecutionFailed';
  readonly initiatedEventId: number;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly cause: 'WORKFLOW_ALREADY_EXISTS' | 'NAMESPACE_NOT_FOUND';
}
interface ChildEvent {
  readonly initiatedEventId: number;
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
}
export interface ChildWorkflowExecutionStarted extends ChildEvent {
  readonly type: 'ChildWorkflowExecutionStarted';
}
export interface ChildWorkflowExecutionCompleted extends ChildEvent {
  readonly type: 'ChildWorkflowExecutionCompleted';
  readonly result?: readonly Payload[];
}
export interface ChildWorkflowExecutionFailed extends ChildEvent {
  readonly type: 'ChildWorkflowExecutionFailed';
  readonly failure: Failure;
  readonly retryState: RetryState;
}
export interface ChildWorkflowExecutionCanceled extends ChildEvent {
  readonly type: 'ChildWorkflowExecutionCanceled';
  readonly details?: readonly Payload[];
}
export interface ChildWorkflowExecutionTimedOut extends ChildEvent {
  readonly type: 'ChildWorkflowExecutionTimedOut';
  readonly retryState: RetryState;
}
export interface ChildWorkflowExecutionTerminated extends ChildEvent {
  readonly type: 'ChildWorkflowExecutionTerminated';
}

/** Target of a message to another execution; `runId` empty means the current run. */
export interface ExternalTarget {
  readonly workflowId: string;
  readonly runId: string;
}
export interface SignalExternalWorkflowExecutionInitiated extends ExternalTarget {
  readonly type: 'SignalExternalWorkflowExecutionInitiated';
  readonly signalName: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly childWorkflowOnly: boolean;
}
export interface SignalExternalWorkflowExecutionFailed extends ExternalTarget {
  readonly type: 'SignalExternalWorkflowExecutionFailed';
  readonly initiatedEventId: number;
  readonly cause: ExternalFailedCause;
}
export interface ExternalWorkflowExecutionSignaled extends ExternalTarget {
  readonly type: 'ExternalWorkflowExecutionSignaled';
  readonly initiatedEventId: number;
}
export interface RequestCancelExternalWorkflowExecutionInitiated extends ExternalTarget {
  readonly type: 'RequestCancelExternalWorkflowExecutionInitiated';
  readonly childWorkflowOnly: boolean;
  readonly reason?: string;
}
export interface RequestCancelExternalWorkflowExecutionFailed extends ExternalTarget {
  readonly type: 'RequestCancelExternalWorkflowExecutionFailed';
  readonly initiatedEventId: number;
  readonly cause: ExternalFailedCause;
}
export interface ExternalWorkflowExecutionCancelRequested extends ExternalTarget {
  readonly type: 'ExternalWorkflowExecutionCancelRequested';
  readonly initiatedEventId: number;
}
export type ExternalFailedCause = 'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND' | 'SIGNAL_COUNT_LIMIT_EXCEEDED';

export interface MarkerRecorded {
  readonly type: 'MarkerRecorded';
  readonly markerName: string;
  readonly details?: Readonly<Record<string, readonly Payload[]>>;
  readonly header?: PayloadMap;
  readonly failure?: Failure;
  readonly summary?: Payload;
}
export interface UpsertWorkflowSearchAttributes {
  readonly type: 'UpsertWorkflowSearchAttributes';
  readonly searchAttributes: PayloadMap;
}
export interface WorkflowPropertiesModified {
  readonly type: 'WorkflowPropertiesModified';
  /** Merged on the first level; a payload with encoding "binary/null" deletes its key. */
  readonly upsertedMemo: PayloadMap;
}

/** The attributes of one history event, before the store stamps it. */
export type EventBody =
  | WorkflowExecutionStarted
  | WorkflowExecutionCompleted
  | WorkflowExecutionFailed
  | WorkflowExecutionTimedOut
  | WorkflowExecutionCanceled
  | WorkflowExecutionTerminated
  | WorkflowExecutionContinuedAsNew
  | WorkflowExecutionSignaled
  | WorkflowExecutionCancelRequested
  | WorkflowTaskScheduled
  | WorkflowTaskStarted
  | WorkflowTaskCompleted
  | WorkflowTaskFailed
  | WorkflowTaskTimedOut
  | ActivityTaskScheduled
  | ActivityTaskStarted
  | ActivityTaskCompleted
  | ActivityTaskFailed
  | ActivityTaskTimedOut
  | ActivityTaskCancelRequested
  | ActivityTaskCanceled
  | TimerStarted
  | TimerFired
  | TimerCanceled
  | StartChildWorkflowExecutionInitiated
  | StartChildWorkflowExecutionFailed
  | ChildWorkflowExecutionStarted
  | ChildWorkflowExecutionCompleted
  | ChildWorkflowExecutionFailed
  | ChildWorkflowExecutionCanceled
  | ChildWorkflowExecutionTimedOut
  | ChildWorkflowExecutionTerminated
  | SignalExternalWorkflowExecutionInitiated
  | SignalExternalWorkflowExecutionFailed
  | ExternalWorkflowExecutionSignaled
  | RequestCancelExternalWorkflowExecutionInitiated
  | RequestCancelExternalWorkflowExecutionFailed
  | ExternalWorkflowExecutionCancelRequested
  | MarkerRecorded
  | UpsertWorkflowSearchAttributes
  | WorkflowPropertiesModified
  | WorkflowExecutionUpdateAccepted
  | WorkflowExecutionUpdateCompleted;

export type EventType = EventBody['type'];

/**
 * An event as read back. `eventId` counts from 1 and is its place in the history; `timeMs` is Redis time.
 * Stored form: `{"t":<timeMs>,"type":"TimerStarted",...}`; the id is not stored.
 */
export type HistoryEvent = EventBody & { readonly eventId: number; readonly timeMs: number };

export type EventOf<T extends EventType> = Extract<EventBody, { type: T }>;
