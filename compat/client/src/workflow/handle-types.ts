/** What handles offer. Type parameters are Temporal's, so that definitions infer arguments and results the same way. */

import type {
  BaseWorkflowHandle,
  HistoryAndWorkflowId,
  PayloadTypeInfo,
  QueryDefinition,
  UpdateDefinition,
  Workflow,
  WorkflowQueryOptions,
} from '@temporalio/common';
import type { History } from '@temporalio/common/lib/proto-utils';
import type {
  RequestCancelWorkflowExecutionResponse,
  TerminateWorkflowExecutionResponse,
  WorkflowExecutionDescription,
  WorkflowExecutionInfo,
} from '../types';
import type { WorkflowClient } from '../workflow-client';
import type { WorkflowUpdateOptions } from '../workflow-options';

/** One workflow id, or one run of it. Methods throw WorkflowNotFoundError when there is none. */
export interface WorkflowHandle<T extends Workflow = Workflow> extends BaseWorkflowHandle<T> {
  /** Sends an update and waits for its result. WorkflowUpdateFailedError when it is rejected or fails. */
  executeUpdate<Ret, Args extends [any, ...any[]], Name extends string = string>(
    def: UpdateDefinition<Ret, Args, Name> | string,
    options: WorkflowUpdateOptions & { args: Args },
  ): Promise<Ret>;
  executeUpdate<Ret, Args extends [], Name extends string = string>(
    def: UpdateDefinition<Ret, Args, Name> | string,
    options?: WorkflowUpdateOptions & { args?: Args },
  ): Promise<Ret>;

  /** Sends an update and returns when the workflow has accepted it. A rejection shows in the handle's `result()`. */
  startUpdate<Ret, Args extends [any, ...any[]], Name extends string = string>(
    def: UpdateDefinition<Ret, Args, Name> | string,
    options: WorkflowUpdateOptions & { args: Args; waitForStage: 'ACCEPTED' },
  ): Promise<WorkflowUpdateHandle<Ret>>;
  startUpdate<Ret, Args extends [], Name extends string = string>(
    def: UpdateDefinition<Ret, Args, Name> | string,
    options: WorkflowUpdateOptions & { args?: Args; waitForStage: 'ACCEPTED' },
  ): Promise<WorkflowUpdateHandle<Ret>>;

  /** A handle to an update sent earlier. Sends nothing. */
  getUpdateHandle<Ret>(updateId: string, options?: GetWorkflowUpdateHandleOptions): WorkflowUpdateHandle<Ret>;

  /** Asks the workflow, open or closed. Without a deadline it waits 10 seconds for a worker. */
  query<Ret, Args extends any[] = []>(def: QueryDefinition<Ret, Args> | string, ...args: Args): Promise<Ret>;
  queryWithOptions<Ret, Args extends any[] = []>(queryName: string, options: WorkflowQueryOptions<Args>): Promise<Ret>;

  /** Ends the workflow at once; its code does not hear of it. */
  terminate(reason?: string): Promise<TerminateWorkflowExecutionResponse>;
  /** Asks the workflow to stop; its code decides what to do. */
  cancel(): Promise<RequestCancelWorkflowExecutionResponse>;
  describe(): Promise<WorkflowExecutionDescription>;
  /** The whole history as Temporal's protobuf message; see `historyToJSON` of `@temporalio/common/lib/proto-utils`. */
  fetchHistory(): Promise<History>;
  readonly client: WorkflowClient;
}

/** A handle that knows the first run of its chain: cancel, terminate and updates never reach a later, unrelated one. */
export interface WorkflowHandleWithFirstExecutionRunId<T extends Workflow = Workflow> extends WorkflowHandle<T> {
  readonly firstExecutionRunId: string;
}

/** What `start` returns. */
export interface WorkflowHandleWithStartDetails<
  T extends Workflow = Workflow,
> extends WorkflowHandleWithFirstExecutionRunId<T> {
  readonly eagerlyStarted: boolean;
}

/** What `signalWithStart` returns. */
export interface WorkflowHandleWithSignaledRunId<T extends Workflow = Workflow> extends WorkflowHandle<T> {
  readonly signaledRunId: string;
}

export interface WorkflowUpdateHandle<Ret> {
  updateId: string;
  workflowId: string;
  workflowRunId?: string;
  /** Waits for the outcome. WorkflowUpdateFailedError when the update was rejected or failed. */
  result(): Promise<Ret>;
}

export interface GetWorkflowUpdateHandleOptions {
  /** The run that got the update. */
  workflowRunId?: string;
  typeInfo?: Pick<PayloadTypeInfo, 'outputType'>;
}

export interface WorkflowResultOptions {
  /** Whether to go on with the runs that continue this one. Default true. */
  followRuns?: boolean;
  typeInfo?: PayloadTypeInfo;
}

export interface GetWorkflowHandleOptions extends WorkflowResultOptions {
  /** Cancel, terminate and updates reach the current run only if it belongs to the chain that began with this one. */
  firstExecutionRunId?: string;
}

export interface ListOptions {
  /** Executions read at a time. Default and most: 1,000. */
  pageSize?: number;
  /** A list filter; docs/visibility.md. */
  query?: string;
}

export interface IntoHistoriesOptions {
  /** Histories fetched at a time. Default 5. */
  concurrency?: number;
  /** Histories that may wait for the consumer before no more are fetched. Default: as many as are fetched at a time. */
  bufferLimit?: number;
}

export interface AsyncWorkflowListIterable extends AsyncIterable<WorkflowExecutionInfo> {
  intoHistories: (intoHistoriesOptions?: IntoHistoriesOptions) => AsyncIterable<HistoryAndWorkflowId>;
}
