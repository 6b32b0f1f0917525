/** Types and enums that several parts of the client share. */
import type { Priority, SearchAttributes, SearchAttributeValue, TypedSearchAttributes } from '@temporalio/common';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import type { ConnectionPlugin } from './connection';
import { ServiceNotAvailableError } from './errors';
import { protoEnum } from './proto-enum';
import type {
  ProtoDescribeWorkflow,
  ProtoExecution,
  ProtoStartRequest,
  ProtoWorkflowInfo,
  ProtoWorkflowStatus,
} from './proto-types';
import type { WorkflowExecutionStatusName } from './workflow/status';

export type { WorkflowExecutionStatusName } from './workflow/status';
export {
  ActivityExecutionStatus,
  ActivityIdConflictPolicy,
  ActivityIdReusePolicy,
  PendingActivityState,
  decodeActivityExecutionStatus,
  decodeActivityIdConflictPolicy,
  decodeActivityIdReusePolicy,
  decodePendingActivityState,
  encodeActivityExecutionStatus,
  encodeActivityIdConflictPolicy,
  encodeActivityIdReusePolicy,
  encodePendingActivityState,
} from './activity-types';
export type {
  ActivityExecutionDescription,
  ActivityExecutionInfo,
  CountActivityExecutions,
  RawActivityExecutionCallbacks,
  RawActivityExecutionInfo,
  RawActivityExecutionListInfo,
} from './activity-types';

/** A workflow id, and one run of it or the current one. */
export interface WorkflowExecution {
  workflowId: string;
  runId?: string;
}

export type StartWorkflowExecutionRequest = ProtoStartRequest;

/** Of Temporal's raw API; nothing here takes it. */
export interface GetWorkflowExecutionHistoryRequest {
  namespace?: string | null;
  execution?: ProtoExecution | null;
  maximumPageSize?: number | null;
  nextPageToken?: Uint8Array | null;
  waitNewEvent?: boolean | null;
  skipArchival?: boolean | null;
}
export type DescribeWorkflowExecutionResponse = ProtoDescribeWorkflow;
export type RawWorkflowExecutionInfo = ProtoWorkflowInfo;
/** Empty: that the call returned is the answer. */
export type TerminateWorkflowExecutionResponse = object;
/** Empty: that the call returned is the answer. */
export type RequestCancelWorkflowExecutionResponse = object;

/** What is known of a run, open or closed. */
export interface WorkflowExecutionInfo {
  type: string;
  workflowId: string;
  runId: string;
  taskQueue: string;
  status: { code: ProtoWorkflowStatus; name: WorkflowExecutionStatusName };
  historyLength: number;
  /** Bytes. */
  historySize?: number;
  startTime: Date;
  /** When its first workflow task was due: later than `startTime` with a start delay, a cron schedule or a retry. */
  executionTime?: Date;
  closeTime?: Date;
  memo?: Record<string, unknown>;
  /** @deprecated Use `typedSearchAttributes`. */
  searchAttributes: SearchAttributes;
  typedSearchAttributes: TypedSearchAttributes;
  parentExecution?: Required<ProtoExecution>;
  rootExecution?: Required<ProtoExecution>;
  raw: RawWorkflowExecutionInfo;
  priority?: Priority;
}

export interface CountWorkflowExecution {
  count: number;
  groups: { count: number; groupValues: SearchAttributeValue[] }[];
}

/** What `WorkflowHandle.describe()` answers. Pending activities and children are in `raw`. */
export type WorkflowExecutionDescription = Replace<
  WorkflowExecutionInfo,
  { raw: DescribeWorkflowExecutionResponse }
> & {
  /** The markdown given as `staticDetails` at the start. */
  staticDetails: () => Promise<string | undefined>;
  /** The text given as `staticSummary` at the start. */
  staticSummary: () => Promise<string | undefined>;
};

/** A raw gRPC service: any method exists by type, each throws ServiceNotAvailableError when called. */

export type RawService = Record<string, (...args: any[]) => Promise<any>>;

interface RawServiceConstructor {
  new (...args: unknown[]): RawService;
  create(...args: unknown[]): RawService;
}

function rawService(name: string): RawServiceConstructor {
  return class {
    [method: string]: () => Promise<never>;
    constructor() {
      throw new ServiceNotAvailableError(name, 'constructor');
    }
    static create(): never {
      throw new ServiceNotAvailableError(name, 'create');
    }
  };
}

export type WorkflowService = RawService;
export const WorkflowService = rawService('WorkflowService');
export type OperatorService = RawService;
export const OperatorService = rawService('OperatorService');
export type TestService = RawService;
export const TestService = rawService('TestService');
export type HealthService = RawService;
export const HealthService = rawService('HealthService');

/** gRPC headers. They have no meaning here. */
export type Metadata = Record<string, string | Buffer>;

/** What `withDeadline`, `withAbortSignal` and `withMetadata` set for the calls made inside them. */
export interface CallContext {
  /** Milliseconds since the epoch, or a date. */
  deadline?: number | Date;
  metadata?: Metadata;
  abortSignal?: AbortSignal;
}

/** What a client needs of a connection: `Connection` of this package, `NativeConnection` of the worker's. */
export interface ConnectionLike {
  workflowService: WorkflowService;
  operatorService: OperatorService;
  plugins: ConnectionPlugin[];
  close(): Promise<void>;
  ensureConnected(): Promise<void>;
  withDeadline<R>(deadline: number | Date, fn: () => Promise<R>): Promise<R>;
  withMetadata<R>(metadata: Metadata, fn: () => Promise<R>): Promise<R>;
  withAbortSignal<R>(abortSignal: AbortSignal, fn: () => Promise<R>): Promise<R>;
}

/** Marks connections that can do more than `ConnectionLike` says. */
export const InternalConnectionLikeSymbol = Symbol.for('perdure.connectionLike.1');
export type InternalConnectionLike = ConnectionLike & {
  [InternalConnectionLikeSymbol]?: { readonly supportsEagerStart?: boolean };
};

/** When a query is refused instead of being answered. */
export const QueryRejectCondition = {
  /** Never; the default. */
  NONE: 'NONE',
  /** When the workflow is closed. */
  NOT_OPEN: 'NOT_OPEN',
  /** When the workflow is closed and did not complete: failed, timed out, cancelled, terminated. */
  NOT_COMPLETED_CLEANLY: 'NOT_COMPLETED_CLEANLY',
  /** @deprecated Use NONE. */
  QUERY_REJECT_CONDITION_NONE: 'NONE',
  /** @deprecated Use NOT_OPEN. */
  QUERY_REJECT_CONDITION_NOT_OPEN: 'NOT_OPEN',
  /** @deprecated Use NOT_COMPLETED_CLEANLY. */
  QUERY_REJECT_CONDITION_NOT_COMPLETED_CLEANLY: 'NOT_COMPLETED_CLEANLY',
  /** @deprecated Leave the option out. */
  QUERY_REJECT_CONDITION_UNSPECIFIED: undefined,
} as const;
export type QueryRejectCondition = (typeof QueryRejectCondition)[keyof typeof QueryRejectCondition];

export const [encodeQueryRejectCondition, decodeQueryRejectCondition] = protoEnum('QUERY_REJECT_CONDITION_', {
  NONE: 1,
  NOT_OPEN: 2,
  NOT_COMPLETED_CLEANLY: 3,
});
