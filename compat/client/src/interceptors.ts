/** What interceptors of the clients see. Each method gets an input and the `next` of its chain. */
import type { Headers, Next, PayloadTypeInfo, SignalTypeInfo, TypeInfo } from '@temporalio/common';
import type { ActivityClientInterceptor } from './activity-interceptors';
import type { NexusClientInterceptor } from './nexus-interceptors';
import type { ProtoQueryRejectCondition, ProtoUpdateOutcome } from './proto-types';
import type { CompiledScheduleOptions } from './schedule-types';
import type {
  DescribeWorkflowExecutionResponse,
  RequestCancelWorkflowExecutionResponse,
  TerminateWorkflowExecutionResponse,
  WorkflowExecution,
} from './types';
import type { CompiledWorkflowOptions, WorkflowUpdateOptions } from './workflow-options';

export type { Headers, Next } from '@temporalio/common';
export type {
  ActivityCancelInput,
  ActivityClientInterceptor,
  ActivityCountInput,
  ActivityDescribeInput,
  ActivityGetResultInput,
  ActivityListInput,
  ActivityPauseInput,
  ActivityRestoreOriginalOptionsInput,
  ActivityStartInput,
  ActivityTerminateInput,
  ActivityUnpauseInput,
  ActivityUpdateOptionsInput,
} from './activity-interceptors';
export type {
  CancelNexusOperationInput,
  CountNexusOperationsInput,
  DescribeNexusOperationInput,
  GetNexusOperationResultInput,
  ListNexusOperationsInput,
  NexusClientInterceptor,
  StartNexusOperationInput,
  TerminateNexusOperationInput,
} from './nexus-interceptors';

export interface WorkflowStartInput {
  readonly workflowType: string;
  readonly headers: Headers;
  readonly options: CompiledWorkflowOptions;
}

export interface WorkflowStartOutput {
  readonly runId: string;
  /** True when the first workflow task went to a worker of this process with the start itself. */
  readonly eagerlyStarted: boolean;
}

export interface WorkflowStartUpdateInput {
  readonly updateName: string;
  readonly args: unknown[];
  readonly typeInfo?: PayloadTypeInfo;
  readonly workflowExecution: WorkflowExecution;
  readonly firstExecutionRunId?: string;
  readonly headers: Headers;
  readonly options: WorkflowUpdateOptions;
}

export interface WorkflowStartUpdateOutput {
  readonly updateId: string;
  readonly workflowRunId: string;
  /** Present when the update has completed. */
  readonly outcome?: ProtoUpdateOutcome;
  readonly outputTypeInfo?: TypeInfo;
}

export interface WorkflowStartUpdateWithStartInput {
  readonly workflowType: string;
  readonly workflowStartOptions: CompiledWorkflowOptions;
  readonly workflowStartHeaders: Headers;
  readonly updateName: string;
  readonly updateArgs: unknown[];
  readonly updateTypeInfo?: PayloadTypeInfo;
  readonly updateOptions: WorkflowUpdateOptions;
  readonly updateHeaders: Headers;
}

export interface WorkflowStartUpdateWithStartOutput {
  readonly workflowExecution: WorkflowExecution;
  readonly updateId: string;
  /** Present when the update has completed. */
  readonly updateOutcome?: ProtoUpdateOutcome;
  readonly updateOutputTypeInfo?: TypeInfo;
}

export interface WorkflowSignalInput {
  readonly signalName: string;
  readonly args: unknown[];
  readonly typeInfo?: SignalTypeInfo;
  readonly workflowExecution: WorkflowExecution;
  readonly headers: Headers;
}

export interface WorkflowSignalWithStartInput {
  readonly workflowType: string;
  readonly signalName: string;
  readonly signalArgs: unknown[];
  readonly signalTypeInfo?: SignalTypeInfo;
  readonly headers: Headers;
  readonly options: CompiledWorkflowOptions;
}

export interface WorkflowQueryInput {
  readonly queryType: string;
  readonly args: unknown[];
  readonly typeInfo?: PayloadTypeInfo;
  readonly workflowExecution: WorkflowExecution;
  readonly queryRejectCondition?: ProtoQueryRejectCondition;
  readonly headers: Headers;
}

export interface WorkflowTerminateInput {
  readonly workflowExecution: WorkflowExecution;
  readonly reason?: string;
  readonly details?: unknown[];
  readonly firstExecutionRunId?: string;
}

export interface WorkflowCancelInput {
  readonly workflowExecution: WorkflowExecution;
  readonly firstExecutionRunId?: string;
}

export interface WorkflowDescribeInput {
  readonly workflowExecution: WorkflowExecution;
}

/** Calls of the WorkflowClient and its handles. What is not implemented passes through. */
export interface WorkflowClientInterceptor {
  /** @deprecated Implement `startWithDetails`. */
  start?: (input: WorkflowStartInput, next: Next<this, 'start'>) => Promise<string>;
  /** Whoever implements this usually wants `signalWithStart` too. */
  startWithDetails?: (input: WorkflowStartInput, next: Next<this, 'startWithDetails'>) => Promise<WorkflowStartOutput>;
  startUpdate?: (
    input: WorkflowStartUpdateInput,
    next: Next<this, 'startUpdate'>,
  ) => Promise<WorkflowStartUpdateOutput>;
  startUpdateWithStart?: (
    input: WorkflowStartUpdateWithStartInput,
    next: Next<this, 'startUpdateWithStart'>,
  ) => Promise<WorkflowStartUpdateWithStartOutput>;
  signal?: (input: WorkflowSignalInput, next: Next<this, 'signal'>) => Promise<void>;
  signalWithStart?: (input: WorkflowSignalWithStartInput, next: Next<this, 'signalWithStart'>) => Promise<string>;
  query?: (input: WorkflowQueryInput, next: Next<this, 'query'>) => Promise<unknown>;
  terminate?: (
    input: WorkflowTerminateInput,
    next: Next<this, 'terminate'>,
  ) => Promise<TerminateWorkflowExecutionResponse>;
  cancel?: (input: WorkflowCancelInput, next: Next<this, 'cancel'>) => Promise<RequestCancelWorkflowExecutionResponse>;
  describe?: (input: WorkflowDescribeInput, next: Next<this, 'describe'>) => Promise<DescribeWorkflowExecutionResponse>;
}

/** @deprecated Use WorkflowClientInterceptor. */
export type WorkflowClientCallsInterceptor = WorkflowClientInterceptor;

/** @deprecated Pass interceptors, not factories. */
export interface WorkflowClientCallsInterceptorFactoryInput {
  workflowId: string;
  runId?: string;
}

/** @deprecated Pass interceptors, not factories. */
export type WorkflowClientCallsInterceptorFactory = (
  input: WorkflowClientCallsInterceptorFactoryInput,
) => WorkflowClientInterceptor;

/** @deprecated Pass an array of interceptors. */
export interface WorkflowClientInterceptors {
  /** @deprecated Pass an array of interceptors. */
  calls?: WorkflowClientCallsInterceptorFactory[];
}

export interface CreateScheduleInput {
  readonly headers: Headers;
  readonly options: CompiledScheduleOptions;
}

export interface CreateScheduleOutput {
  readonly conflictToken: Uint8Array;
}

export interface ScheduleClientInterceptor {
  create?: (input: CreateScheduleInput, next: Next<this, 'create'>) => Promise<CreateScheduleOutput>;
}

/** Interceptors for each part of `Client`. */
export interface ClientInterceptors {
  workflow?: WorkflowClientInterceptors | WorkflowClientInterceptor[];
  schedule?: ScheduleClientInterceptor[];
  nexus?: NexusClientInterceptor[];
  activity?: ActivityClientInterceptor[];
}
