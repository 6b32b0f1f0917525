import type {
  Priority,
  RetryPolicy,
  SearchAttributes,
  SuggestContinueAsNewReason,
  TypedSearchAttributes,
  WorkerDeploymentVersion,
} from '@temporalio/common';

/** What a workflow knows of itself. A new object after every change; one that was read does not change. */
export interface WorkflowInfo {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  /** @deprecated Use `typedSearchAttributes`. */
  readonly searchAttributes: SearchAttributes;
  readonly typedSearchAttributes: TypedSearchAttributes;
  /** Empty when there is none. */
  readonly memo?: Record<string, unknown>;
  readonly parent?: ParentWorkflowInfo;
  /** The workflow at the top; absent when it is this one. */
  readonly root?: RootWorkflowInfo;
  /** What the last successful run of this chain returned (cron, continue-as-new, retry). */
  readonly lastResult?: unknown;
  /** Why the last run of this chain failed, if it did. */
  readonly lastFailure?: Error;
  /** Events before the current workflow task was started; grows from task to task. */
  readonly historyLength: number;
  readonly historySize: number;
  /** True when the history has become long enough to continue as new. */
  readonly continueAsNewSuggested: boolean;
  readonly targetWorkerDeploymentVersionChanged: boolean;
  readonly suggestedContinueAsNewReasons?: SuggestContinueAsNewReason[];
  readonly taskQueue: string;
  readonly namespace: string;
  readonly firstExecutionRunId: string;
  readonly originalExecutionRunId: string;
  readonly continuedFromExecutionRunId?: string;
  /** Start of the whole chain of runs. */
  readonly startTime: Date;
  /** Start of this run. */
  readonly runStartTime: Date;
  readonly executionTimeoutMs?: number;
  readonly executionExpirationTime?: Date;
  readonly runTimeoutMs?: number;
  readonly taskTimeoutMs: number;
  readonly retryPolicy?: RetryPolicy;
  /** Counts from 1. */
  readonly attempt: number;
  readonly cronSchedule?: string;
  readonly cronScheduleToScheduleInterval?: number;
  /** @deprecated Build ids are not used here; always empty. */
  readonly currentBuildId?: string;
  readonly currentDeploymentVersion?: WorkerDeploymentVersion;
  readonly unsafe: UnsafeWorkflowInfo;
  readonly priority?: Priority;
}

/** What a workflow must not decide on: it differs on replay. */
export interface UnsafeWorkflowInfo {
  /** The clock of the machine, in milliseconds. */
  readonly now: () => number;
  readonly isReplaying: boolean;
  /** False while a query or an update validator runs: what they say is not a repetition. */
  readonly isReplayingHistoryEvents: boolean;
  readonly random: UnsafeRandomSource;
}

/** Random values that are not repeated on replay. */
export interface UnsafeRandomSource {
  random(): number;
  uuid4(): string;
  fillRandom(bytes: Uint8Array): Uint8Array;
}

/** The run that started this one as a child. */
export interface ParentWorkflowInfo {
  workflowId: string;
  runId: string;
  namespace: string;
}

/** The run at the top of the tree of children. */
export interface RootWorkflowInfo {
  workflowId: string;
  runId: string;
}
