/** Types of standalone Nexus operations, which do not exist here. Names and enums are kept for imports. */
import type {
  Duration,
  PayloadTypeInfo,
  SearchAttributePair,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common';
import type { TypedSearchAttributeValue } from '@temporalio/common/lib/search-attributes';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import { protoEnum } from './proto-enum';
import type { ProtoDescribeNexusOperation, ProtoListNexusOperations } from './proto-types';

export const NexusOperationIdReusePolicy = {
  ALLOW_DUPLICATE: 'ALLOW_DUPLICATE',
  ALLOW_DUPLICATE_FAILED_ONLY: 'ALLOW_DUPLICATE_FAILED_ONLY',
  REJECT_DUPLICATE: 'REJECT_DUPLICATE',
} as const;
export type NexusOperationIdReusePolicy =
  (typeof NexusOperationIdReusePolicy)[keyof typeof NexusOperationIdReusePolicy];
export const [encodeNexusOperationIdReusePolicy, decodeNexusOperationIdReusePolicy] = protoEnum(
  'NEXUS_OPERATION_ID_REUSE_POLICY_',
  { ALLOW_DUPLICATE: 1, ALLOW_DUPLICATE_FAILED_ONLY: 2, REJECT_DUPLICATE: 3 },
);

export const NexusOperationIdConflictPolicy = { FAIL: 'FAIL', USE_EXISTING: 'USE_EXISTING' } as const;
export type NexusOperationIdConflictPolicy =
  (typeof NexusOperationIdConflictPolicy)[keyof typeof NexusOperationIdConflictPolicy];
export const [encodeNexusOperationIdConflictPolicy, decodeNexusOperationIdConflictPolicy] = protoEnum(
  'NEXUS_OPERATION_ID_CONFLICT_POLICY_',
  { FAIL: 1, USE_EXISTING: 2 },
);

export const NexusOperationExecutionStatus = {
  RUNNING: 'RUNNING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELED: 'CANCELED',
  TERMINATED: 'TERMINATED',
  TIMED_OUT: 'TIMED_OUT',
} as const;
export type NexusOperationExecutionStatus =
  (typeof NexusOperationExecutionStatus)[keyof typeof NexusOperationExecutionStatus];
export const [encodeNexusOperationExecutionStatus, decodeNexusOperationExecutionStatus] = protoEnum(
  'NEXUS_OPERATION_EXECUTION_STATUS_',
  { RUNNING: 1, COMPLETED: 2, FAILED: 3, CANCELED: 4, TERMINATED: 5, TIMED_OUT: 6 },
);

export const PendingNexusOperationState = {
  SCHEDULED: 'SCHEDULED',
  BACKING_OFF: 'BACKING_OFF',
  STARTED: 'STARTED',
  BLOCKED: 'BLOCKED',
} as const;
export type PendingNexusOperationState = (typeof PendingNexusOperationState)[keyof typeof PendingNexusOperationState];
export const [encodePendingNexusOperationState, decodePendingNexusOperationState] = protoEnum(
  'PENDING_NEXUS_OPERATION_STATE_',
  { SCHEDULED: 1, BACKING_OFF: 2, STARTED: 3, BLOCKED: 4 },
);

export const NexusOperationCancellationState = {
  SCHEDULED: 'SCHEDULED',
  BACKING_OFF: 'BACKING_OFF',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  TIMED_OUT: 'TIMED_OUT',
  BLOCKED: 'BLOCKED',
} as const;
export type NexusOperationCancellationState =
  (typeof NexusOperationCancellationState)[keyof typeof NexusOperationCancellationState];
export const [encodeNexusOperationCancellationState, decodeNexusOperationCancellationState] = protoEnum(
  'NEXUS_OPERATION_CANCELLATION_STATE_',
  { SCHEDULED: 1, BACKING_OFF: 2, SUCCEEDED: 3, FAILED: 4, TIMED_OUT: 5, BLOCKED: 6 },
);

export type RawNexusOperationExecutionInfo = NonNullable<ProtoDescribeNexusOperation['info']>;
export type RawNexusOperationExecutionListInfo = NonNullable<ProtoListNexusOperations['operations']>[number];
export type RawNexusOperationExecutionCancellationInfo = NonNullable<
  RawNexusOperationExecutionInfo['cancellationInfo']
>;

export interface NexusOperationExecutionCancellationInfo {
  readonly requestedTime: Date | undefined;
  readonly state: NexusOperationCancellationState | undefined;
  readonly attempt: number;
  readonly lastAttemptCompleteTime: Date | undefined;
  readonly nextAttemptScheduleTime: Date | undefined;
  readonly lastAttemptFailure: Error | undefined;
  readonly blockedReason: string | undefined;
  readonly reason: string;
  readonly raw: RawNexusOperationExecutionCancellationInfo;
}

export interface NexusOperationExecution {
  readonly operationId: string;
  readonly runId: string;
  readonly endpoint: string;
  readonly service: string;
  readonly operation: string;
  readonly scheduleTime: Date | undefined;
  readonly closeTime: Date | undefined;
  readonly status: NexusOperationExecutionStatus | undefined;
  readonly searchAttributes: TypedSearchAttributes;
  readonly stateTransitionCount: number;
  readonly executionDuration: number | undefined;
  readonly raw: RawNexusOperationExecutionListInfo;
}

export type NexusOperationExecutionDescription = Replace<
  NexusOperationExecution,
  { raw: RawNexusOperationExecutionInfo }
> & {
  readonly state: PendingNexusOperationState | undefined;
  readonly scheduleToCloseTimeout: number | undefined;
  readonly scheduleToStartTimeout: number | undefined;
  readonly startToCloseTimeout: number | undefined;
  readonly attempt: number;
  readonly expirationTime: Date | undefined;
  readonly lastAttemptCompleteTime: Date | undefined;
  readonly nextAttemptScheduleTime: Date | undefined;
  readonly lastAttemptFailure: Error | undefined;
  readonly blockedReason: string | undefined;
  readonly requestId: string;
  readonly operationToken: string | undefined;
  readonly identity: string;
  readonly cancellationInfo: NexusOperationExecutionCancellationInfo | undefined;
  staticSummary: () => Promise<string | undefined>;
  staticDetails: () => Promise<string | undefined>;
};

export interface NexusOperationExecutionCount {
  readonly count: number;
  readonly groups: readonly NexusOperationExecutionCountGroup[];
}
export interface NexusOperationExecutionCountGroup {
  readonly count: number;
  readonly groupValues: readonly TypedSearchAttributeValue<SearchAttributeType>[];
}

export interface StartNexusOperationOptions {
  id: string;
  scheduleToCloseTimeout?: Duration;
  scheduleToStartTimeout?: Duration;
  startToCloseTimeout?: Duration;
  summary?: string;
  idReusePolicy?: NexusOperationIdReusePolicy;
  idConflictPolicy?: NexusOperationIdConflictPolicy;
  searchAttributes?: SearchAttributePair[] | TypedSearchAttributes;
  headers?: Record<string, string>;
}
export interface ListNexusOperationsOptions {
  query?: string;
  pageSize?: number;
}
export interface GetNexusOperationHandleOptions {
  runId?: string;
  typeInfo?: Pick<PayloadTypeInfo, 'outputType'>;
}
export type DescribeNexusOperationOptions = object;
