/** Types and enums of standalone activities. */
import type { Priority, RetryPolicy, TypedSearchAttributes, WorkerDeploymentVersion } from '@temporalio/common';
import { protoEnum } from './proto-enum';
import type { ProtoDescribeActivity, ProtoListActivities } from './proto-types';

export interface CountActivityExecutions {
  readonly count: number;
  readonly groups?: { readonly count: number; readonly groupValues?: unknown[] }[];
}
export type RawActivityExecutionInfo = NonNullable<ProtoDescribeActivity['info']>;
export type RawActivityExecutionListInfo = NonNullable<ProtoListActivities['executions']>[number];
export type RawActivityExecutionCallbacks = NonNullable<ProtoDescribeActivity['callbacks']>;

export interface ActivityExecutionInfo {
  rawListInfo?: RawActivityExecutionListInfo;
  activityId: string;
  activityRunId: string;
  activityType: string;
  scheduleTime?: Date;
  closeTime?: Date;
  status: ActivityExecutionStatus;
  typedSearchAttributes: TypedSearchAttributes;
  taskQueue: string;
  executionDurationMs?: number;
  executionTime?: Date;
}

export interface ActivityExecutionDescription extends ActivityExecutionInfo {
  rawCallbacks: RawActivityExecutionCallbacks;
  rawInfo: RawActivityExecutionInfo;
  runState?: PendingActivityState;
  scheduleToCloseTimeoutMs?: number;
  scheduleToStartTimeoutMs?: number;
  startToCloseTimeoutMs?: number;
  heartbeatTimeoutMs?: number;
  retryPolicy: RetryPolicy;
  lastHeartbeatTime?: Date;
  lastStartedTime?: Date;
  attempt: number;
  expirationTime?: Date;
  lastWorkerIdentity?: string;
  currentRetryIntervalMs?: number;
  lastAttemptCompleteTime?: Date;
  nextAttemptScheduleTime?: Date;
  lastDeploymentVersion?: WorkerDeploymentVersion;
  priority: Priority;
  canceledReason?: string;
  startDelayMs?: number;
  totalHeartbeatCount?: number;
  hasHeartbeatDetails: boolean;
  hasLastFailure: boolean;
  hasInput: boolean;
  hasResult: boolean;
  hasOutcomeFailure: boolean;
  getHeartbeatDetails<T = unknown>(): Promise<T | undefined>;
  getLastFailure(): Promise<Error | undefined>;
  getInput<T extends unknown[] = unknown[]>(): Promise<T | undefined>;
  getResult<T = unknown>(): Promise<T | undefined>;
  getOutcomeFailure(): Promise<Error | undefined>;
}

/** Against a closed activity of the same id. */
export const ActivityIdReusePolicy = {
  ALLOW_DUPLICATE: 'ALLOW_DUPLICATE',
  ALLOW_DUPLICATE_FAILED_ONLY: 'ALLOW_DUPLICATE_FAILED_ONLY',
  REJECT_DUPLICATE: 'REJECT_DUPLICATE',
} as const;
export type ActivityIdReusePolicy = (typeof ActivityIdReusePolicy)[keyof typeof ActivityIdReusePolicy];
export const [encodeActivityIdReusePolicy, decodeActivityIdReusePolicy] = protoEnum('ACTIVITY_ID_REUSE_POLICY_', {
  ALLOW_DUPLICATE: 1,
  ALLOW_DUPLICATE_FAILED_ONLY: 2,
  REJECT_DUPLICATE: 3,
});

/** Against a running activity of the same id. */
export const ActivityIdConflictPolicy = { FAIL: 'FAIL', USE_EXISTING: 'USE_EXISTING' } as const;
export type ActivityIdConflictPolicy = (typeof ActivityIdConflictPolicy)[keyof typeof ActivityIdConflictPolicy];
export const [encodeActivityIdConflictPolicy, decodeActivityIdConflictPolicy] = protoEnum(
  'ACTIVITY_ID_CONFLICT_POLICY_',
  { FAIL: 1, USE_EXISTING: 2 },
);

/** Note the one L of CANCELED; workflow statuses have two. */
export const ActivityExecutionStatus = {
  RUNNING: 'RUNNING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELED: 'CANCELED',
  TERMINATED: 'TERMINATED',
  TIMED_OUT: 'TIMED_OUT',
  PAUSED: 'PAUSED',
} as const;
export type ActivityExecutionStatus = (typeof ActivityExecutionStatus)[keyof typeof ActivityExecutionStatus];
export const [encodeActivityExecutionStatus, decodeActivityExecutionStatus] = protoEnum('ACTIVITY_EXECUTION_STATUS_', {
  RUNNING: 1,
  COMPLETED: 2,
  FAILED: 3,
  CANCELED: 4,
  TERMINATED: 5,
  TIMED_OUT: 6,
  PAUSED: 7,
});

export const PendingActivityState = {
  SCHEDULED: 'SCHEDULED',
  STARTED: 'STARTED',
  CANCEL_REQUESTED: 'CANCEL_REQUESTED',
  PAUSED: 'PAUSED',
  PAUSE_REQUESTED: 'PAUSE_REQUESTED',
} as const;
export type PendingActivityState = (typeof PendingActivityState)[keyof typeof PendingActivityState];
export const [encodePendingActivityState, decodePendingActivityState] = protoEnum('PENDING_ACTIVITY_STATE_', {
  SCHEDULED: 1,
  STARTED: 2,
  CANCEL_REQUESTED: 3,
  PAUSED: 4,
  PAUSE_REQUESTED: 5,
});
