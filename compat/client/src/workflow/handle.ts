import type {
  PayloadTypeInfo,
  QueryDefinition,
  SignalDefinition,
  SignalTypeInfo,
  TypeInfo,
  UpdateDefinition,
  Workflow,
  WorkflowQueryOptions,
  WorkflowResultType,
  WorkflowSignalOptions,
} from '@temporalio/common';
import { composeInterceptors } from '@temporalio/common/lib/interceptors';
import type { History } from '@temporalio/common/lib/proto-utils';
import type { CallScope } from '../base-client';
import { executionInfoFromRaw } from '../helpers';
import type { WorkflowClientInterceptor, WorkflowStartUpdateInput } from '../interceptors';
import {
  type RequestCancelWorkflowExecutionResponse,
  type TerminateWorkflowExecutionResponse,
  type WorkflowExecutionDescription,
  encodeQueryRejectCondition,
} from '../types';
import type { WorkflowClient } from '../workflow-client';
import type { WorkflowUpdateOptions } from '../workflow-options';
import { cancelWorkflow, queryWorkflow, signalWorkflow, terminateWorkflow } from './calls';
import { contextOf } from './context';
import { addressed } from './definitions';
import { describeWorkflow } from './describe';
import type { GetWorkflowUpdateHandleOptions, WorkflowHandle, WorkflowUpdateHandle } from './handle-types';
import { fetchHistory } from './history';
import { type WaitStage, startUpdate, waitStage } from './update';
import { updateHandle } from './update-handle';

export interface HandleTarget {
  readonly workflowId: string;
  readonly runId?: string;
  readonly firstExecutionRunId?: string;
  /** Where `result()` begins: a start handle knows its run, although its other methods go to the current one. */
  readonly runIdForResult?: string;
  readonly followRuns: boolean;
  readonly typeInfo?: PayloadTypeInfo;
}

type AnyUpdate<Ret> = UpdateDefinition<Ret, any> | string;
type UpdateOptions = WorkflowUpdateOptions & { args?: unknown[] };

/** The handle itself. Methods live on the prototype: a start makes one object, not a dozen closures. */
export class Handle<T extends Workflow> implements WorkflowHandle<T> {
  readonly client: WorkflowClient;
  readonly workflowId: string;
  private readonly scope: CallScope;
  private readonly target: HandleTarget;
  private readonly interceptors: WorkflowClientInterceptor[];

  constructor(
    client: WorkflowClient,
    scope: CallScope,
    target: HandleTarget,
    interceptors: WorkflowClientInterceptor[],
  ) {
    this.client = client;
    this.workflowId = target.workflowId;
    this.scope = scope;
    this.target = target;
    this.interceptors = interceptors;
  }

  async result(): Promise<WorkflowResultType<T>> {
    const { runIdForResult, followRuns, typeInfo } = this.target;
    return this.client.result<T>(this.workflowId, runIdForResult, { followRuns, typeInfo });
  }

  async terminate(reason?: string): Promise<TerminateWorkflowExecutionResponse> {
    const scope = this.scope;
    const send = composeInterceptors(this.interceptors, 'terminate', (input) => terminateWorkflow(scope, input));
    return send({ workflowExecution: this.execution, reason, firstExecutionRunId: this.target.firstExecutionRunId });
  }

  async cancel(): Promise<RequestCancelWorkflowExecutionResponse> {
    const scope = this.scope;
    const send = composeInterceptors(this.interceptors, 'cancel', (input) => cancelWorkflow(scope, input));
    return send({ workflowExecution: this.execution, firstExecutionRunId: this.target.firstExecutionRunId });
  }

  async describe(): Promise<WorkflowExecutionDescription> {
    const scope = this.scope;
    const send = composeInterceptors(this.interceptors, 'describe', (input) => describeWorkflow(scope, input));
    const raw = await send({ workflowExecution: this.execution });
    const { coder, namespace } = scope;
    const info = await executionInfoFromRaw(raw.workflowExecutionInfo ?? {}, coder.converter, raw, namespace);
    const metadata = raw.executionConfig?.userMetadata;
    const text = async (payload: NonNullable<typeof metadata>['summary']): Promise<string | undefined> =>
      payload
        ? ((await coder.decodeProtoFirst([payload], contextOf(scope, this.workflowId))) as string | undefined)
        : undefined;
    return {
      ...info,
      staticSummary: () => text(metadata?.summary),
      staticDetails: () => text(metadata?.details),
    };
  }

  async fetchHistory(): Promise<History> {
    return fetchHistory(this.scope, this.execution);
  }

  async startUpdate<Ret>(
    def: AnyUpdate<Ret>,
    options: UpdateOptions & { waitForStage: 'ACCEPTED' },
  ): Promise<WorkflowUpdateHandle<Ret>> {
    const { waitForStage, ...rest } = options;
    return this.sendUpdate<Ret>(def, waitStage(waitForStage), rest);
  }

  async executeUpdate<Ret>(def: AnyUpdate<Ret>, options?: UpdateOptions): Promise<Ret> {
    const handle = await this.sendUpdate<Ret>(def, 'COMPLETED', options ?? {});
    return handle.result();
  }

  getUpdateHandle<Ret>(updateId: string, options?: GetWorkflowUpdateHandleOptions): WorkflowUpdateHandle<Ret> {
    const runId = options?.workflowRunId ?? this.target.runId;
    return this.handleTo(updateId, runId, undefined, options?.typeInfo?.outputType);
  }

  async signal<Args extends unknown[]>(def: SignalDefinition<Args> | string, ...args: Args): Promise<void> {
    if (typeof def === 'string') await this.sendSignal(def, args);
    else await this.sendSignal(def.name, args, def.typeInfo);
  }

  async signalWithOptions<Args extends unknown[]>(name: string, options: WorkflowSignalOptions<Args>): Promise<void> {
    await this.sendSignal(name, options.args ?? [], options.typeInfo);
  }

  async query<Ret, Args extends unknown[]>(def: QueryDefinition<Ret, Args> | string, ...args: Args): Promise<Ret> {
    return typeof def === 'string' ? this.ask<Ret>(def, args) : this.ask<Ret>(def.name, args, def.typeInfo);
  }

  async queryWithOptions<Ret, Args extends unknown[]>(name: string, options: WorkflowQueryOptions<Args>): Promise<Ret> {
    return this.ask<Ret>(name, options.args ?? [], options.typeInfo);
  }

  private get execution(): { workflowId: string; runId?: string } {
    return { workflowId: this.workflowId, runId: this.target.runId };
  }

  private async sendSignal(signalName: string, args: unknown[], typeInfo?: SignalTypeInfo): Promise<void> {
    const scope = this.scope;
    const send = composeInterceptors(this.interceptors, 'signal', (input) => signalWorkflow(scope, input));
    await send({ workflowExecution: this.execution, signalName, args, typeInfo, headers: {} });
  }

  private async ask<Ret>(queryType: string, args: unknown[], typeInfo?: PayloadTypeInfo): Promise<Ret> {
    const scope = this.scope;
    const send = composeInterceptors(this.interceptors, 'query', (input) => queryWorkflow(scope, input));
    const condition = encodeQueryRejectCondition(this.client.options.queryRejectCondition);
    const answer = await send({
      workflowExecution: this.execution,
      queryRejectCondition: condition,
      queryType,
      args,
      typeInfo,
      headers: {},
    });
    return answer as Ret;
  }

  private async sendUpdate<Ret>(
    def: AnyUpdate<Ret>,
    stage: WaitStage,
    { args, typeInfo: callSite, ...options }: UpdateOptions,
  ): Promise<WorkflowUpdateHandle<Ret>> {
    const scope = this.scope;
    const send = composeInterceptors(this.interceptors, 'startUpdate', (input: WorkflowStartUpdateInput) =>
      startUpdate(scope, stage, input),
    );
    const { name, typeInfo } = addressed(def, callSite, 'Update');
    const output = await send({
      workflowExecution: this.execution,
      firstExecutionRunId: this.target.firstExecutionRunId,
      updateName: name,
      args: args ?? [],
      typeInfo,
      headers: {},
      options,
    });
    return this.handleTo<Ret>(output.updateId, output.workflowRunId, output.outcome, output.outputTypeInfo);
  }

  private handleTo<Ret>(
    updateId: string,
    workflowRunId: string | undefined,
    outcome: Parameters<typeof updateHandle>[1]['outcome'],
    outputType?: TypeInfo,
  ): WorkflowUpdateHandle<Ret> {
    const { workflowId } = this;
    return updateHandle<Ret>(this.scope, { updateId, workflowId, workflowRunId, outcome, outputType });
  }
}
