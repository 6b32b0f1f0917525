import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';
import type { Priority } from './priority';
import type { RetryPolicy } from './retry-policy';
import type { IdReusePolicy, ParentClosePolicy } from './status';

/**
 * What workflow code asks for. `seq` is the sandbox's own number for a thing it will hear of again; it counts
 * from 1 for each family (timers, activities, children, external signals, external cancels).
 */
export type Command =
  | StartTimer
  | CancelTimer
  | ScheduleActivity
  | RequestCancelActivity
  | ScheduleLocalActivity
  | RequestCancelLocalActivity
  | StartChildWorkflow
  | CancelChildWorkflow
  | SignalExternalWorkflow
  | CancelSignalExternalWorkflow
  | RequestCancelExternalWorkflow
  | SetPatchMarker
  | UpsertSearchAttributes
  | ModifyMemo
  | UpdateResponse
  | QueryResponse
  | CompleteWorkflow
  | FailWorkflow
  | CancelWorkflow
  | ContinueAsNew;

export type CommandKind = Command['kind'];
export type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;

export interface StartTimer {
  readonly kind: 'startTimer';
  readonly seq: number;
  /** Milliseconds, at least 1. */
  readonly delayMs: number;
  readonly summary?: Payload;
}
export interface CancelTimer {
  readonly kind: 'cancelTimer';
  readonly seq: number;
}

export interface ScheduleActivity {
  readonly kind: 'scheduleActivity';
  readonly seq: number;
  readonly activityId: string;
  readonly activityType: string;
  /** Empty: the workflow's own. */
  readonly taskQueue?: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly scheduleToCloseTimeoutMs?: number;
  readonly scheduleToStartTimeoutMs?: number;
  readonly startToCloseTimeoutMs?: number;
  readonly heartbeatTimeoutMs?: number;
  readonly retryPolicy?: RetryPolicy;
  readonly cancellationType: ActivityCancellationType;
  /** False: never hand it to the worker that asked in the same reply. */
  readonly allowEagerDispatch?: boolean;
  readonly priority?: Priority;
  readonly summary?: Payload;
}
export type ActivityCancellationType = 'TRY_CANCEL' | 'WAIT_CANCELLATION_COMPLETED' | 'ABANDON';
export interface RequestCancelActivity {
  readonly kind: 'requestCancelActivity';
  readonly seq: number;
}

/** An activity that the worker of the workflow task runs itself, while the task stays open. Shares the seq of activities. */
export interface ScheduleLocalActivity {
  readonly kind: 'scheduleLocalActivity';
  readonly seq: number;
  readonly activityId: string;
  readonly activityType: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  /** The attempt to begin with; above 1 after a backoff that was waited for by a timer. */
  readonly attempt: number;
  /** When its first attempt was scheduled; absent for the first. */
  readonly originalScheduleTimeMs?: number;
  readonly scheduleToCloseTimeoutMs?: number;
  readonly scheduleToStartTimeoutMs?: number;
  readonly startToCloseTimeoutMs?: number;
  readonly retryPolicy?: RetryPolicy;
  /** A longer backoff is waited for by a timer of the workflow. Default 60 s. */
  readonly localRetryThresholdMs?: number;
  readonly cancellationType: ActivityCancellationType;
  readonly summary?: Payload;
}
export interface RequestCancelLocalActivity {
  readonly kind: 'requestCancelLocalActivity';
  readonly seq: number;
}

export interface StartChildWorkflow {
  readonly kind: 'startChildWorkflow';
  readonly seq: number;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue?: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly workflowExecutionTimeoutMs?: number;
  readonly workflowRunTimeoutMs?: number;
  readonly workflowTaskTimeoutMs?: number;
  readonly parentClosePolicy: ParentClosePolicy;
  readonly cancellationType: ChildCancellationType;
  readonly workflowIdReusePolicy: IdReusePolicy;
  readonly retryPolicy?: RetryPolicy;
  readonly cronSchedule?: string;
  readonly priority?: Priority;
  /** How long the child is kept after its end. Default: what the process that ends it says. */
  readonly retentionMs?: number;
  readonly summary?: Payload;
  readonly details?: Payload;
}
export type ChildCancellationType =
  'ABANDON' | 'TRY_CANCEL' | 'WAIT_CANCELLATION_COMPLETED' | 'WAIT_CANCELLATION_REQUESTED';
/** Cancels a child by the seq of its start; becomes a RequestCancelExternal event once the child has been initiated. */
export interface CancelChildWorkflow {
  readonly kind: 'cancelChildWorkflow';
  readonly childSeq: number;
  readonly reason?: string;
}

export interface SignalExternalWorkflow {
  readonly kind: 'signalExternalWorkflow';
  readonly seq: number;
  readonly target: SignalTarget;
  readonly signalName: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
}
export type SignalTarget =
  | { readonly kind: 'external'; readonly workflowId: string; readonly runId?: string }
  | { readonly kind: 'child'; readonly workflowId: string };
/** Withdraws a signal that has not left this activation. */
export interface CancelSignalExternalWorkflow {
  readonly kind: 'cancelSignalExternalWorkflow';
  readonly seq: number;
}
export interface RequestCancelExternalWorkflow {
  readonly kind: 'requestCancelExternalWorkflow';
  readonly seq: number;
  readonly workflowId: string;
  readonly runId?: string;
  readonly reason?: string;
}

export interface SetPatchMarker {
  readonly kind: 'setPatchMarker';
  readonly patchId: string;
  readonly deprecated: boolean;
}
export interface UpsertSearchAttributes {
  readonly kind: 'upsertSearchAttributes';
  readonly searchAttributes: PayloadMap;
}
export interface ModifyMemo {
  readonly kind: 'modifyMemo';
  readonly upsertedMemo: PayloadMap;
}

/** Two of them for an update that is accepted and later completes; one `rejected` otherwise. */
export interface UpdateResponse {
  readonly kind: 'updateResponse';
  readonly updateId: string;
  readonly response:
    | { readonly state: 'accepted' }
    | { readonly state: 'rejected'; readonly failure: Failure }
    | { readonly state: 'completed'; readonly result: readonly Payload[] }
    | { readonly state: 'failed'; readonly failure: Failure };
}
export interface QueryResponse {
  readonly kind: 'queryResponse';
  readonly queryId: string;
  readonly answer: { readonly result: readonly Payload[] } | { readonly failure: Failure };
}

export interface CompleteWorkflow {
  readonly kind: 'completeWorkflow';
  readonly result: readonly Payload[];
}
export interface FailWorkflow {
  readonly kind: 'failWorkflow';
  readonly failure: Failure;
}
export interface CancelWorkflow {
  readonly kind: 'cancelWorkflow';
}
export interface ContinueAsNew {
  readonly kind: 'continueAsNew';
  readonly workflowType: string;
  readonly taskQueue?: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly workflowRunTimeoutMs?: number;
  readonly workflowTaskTimeoutMs?: number;
  readonly backoffStartIntervalMs?: number;
}

/** Commands that end a run; at most one per workflow task is kept, and it goes last. */
export const TERMINAL_COMMANDS: ReadonlySet<CommandKind> = new Set<CommandKind>([
  'completeWorkflow',
  'failWorkflow',
  'cancelWorkflow',
  'continueAsNew',
]);
