import type { Failure, TimeoutKind } from './failure';

export interface WorkflowTaskScheduled {
  readonly type: 'WorkflowTaskScheduled';
  readonly taskQueue: string;
  readonly startToCloseTimeoutMs: number;
  readonly attempt: number;
}
export interface WorkflowTaskStarted {
  readonly type: 'WorkflowTaskStarted';
  readonly identity?: string;
  readonly historySizeBytes?: number;
  readonly suggestContinueAsNew?: boolean;
}
export interface WorkflowTaskCompleted {
  readonly type: 'WorkflowTaskCompleted';
  readonly identity?: string;
  readonly binaryChecksum?: string;
  /** Replay flags first used by this task; see docs on replay flags. */
  readonly langUsedFlags?: readonly number[];
  readonly coreUsedFlags?: readonly number[];
  /** Of Temporal's SDK; only histories that were written there have it, and the build id. */
  readonly sdkVersion?: string;
  readonly buildId?: string;
}
export interface WorkflowTaskFailed {
  readonly type: 'WorkflowTaskFailed';
  readonly cause: WorkflowTaskFailedCause;
  readonly failure?: Failure;
  readonly identity?: string;
  /** On a reset: the run that was reset, and the one that goes on from here; the latter seeds its random source. */
  readonly baseRunId?: string;
  readonly newRunId?: string;
}
export interface WorkflowTaskTimedOut {
  readonly type: 'WorkflowTaskTimedOut';
  readonly timeoutType: TimeoutKind;
}

export type WorkflowTaskFailedCause =
  | 'UNHANDLED_COMMAND'
  | 'WORKFLOW_WORKER_UNHANDLED_FAILURE'
  | 'NON_DETERMINISTIC_ERROR'
  | 'BAD_SEARCH_ATTRIBUTES'
  | 'PENDING_ACTIVITIES_LIMIT_EXCEEDED'
  | 'PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED'
  | 'PENDING_SIGNALS_LIMIT_EXCEEDED'
  | 'SCHEDULE_ACTIVITY_DUPLICATE_ID'
  | 'START_TIMER_DUPLICATE_ID'
  | 'PAYLOADS_TOO_LARGE'
  | 'FORCE_CLOSE_COMMAND'
  | 'RESET_WORKFLOW';
