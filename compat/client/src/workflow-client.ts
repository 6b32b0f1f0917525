import {
  type PayloadTypeInfo,
  type SignalTypeInfo,
  type UpdateDefinition,
  type WithWorkflowArgs,
  type Workflow,
  type WorkflowResultType,
  type WorkflowTypeOptions,
  extractWorkflowTypeAndConfig,
} from '@temporalio/common';
import { composeInterceptors } from '@temporalio/common/lib/interceptors';
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import { adaptWorkflowClientInterceptor } from './interceptor-adapters';
import type {
  WorkflowClientInterceptor,
  WorkflowClientInterceptors,
  WorkflowSignalWithStartInput,
  WorkflowStartInput,
  WorkflowStartOutput,
  WorkflowStartUpdateWithStartInput,
} from './interceptors';
import type { CountWorkflowExecution, QueryRejectCondition, WorkflowExecutionInfo, WorkflowService } from './types';
import { mapConcurrently } from './visibility/map-concurrently';
import {
  type CompiledWorkflowOptions,
  type WorkflowOptions,
  type WorkflowSignalWithStartOptions,
  type WorkflowStartOptions,
  type WorkflowUpdateOptions,
  compileWorkflowOptions,
} from './workflow-options';
import type { WorkflowUpdateStage } from './workflow-update-stage';
import { checkRequired } from './workflow/check-options';
import { addressed } from './workflow/definitions';
import { Handle, type HandleTarget } from './workflow/handle';
import type {
  AsyncWorkflowListIterable,
  GetWorkflowHandleOptions,
  ListOptions,
  WorkflowHandle,
  WorkflowHandleWithSignaledRunId,
  WorkflowHandleWithStartDetails,
  WorkflowResultOptions,
  WorkflowUpdateHandle,
} from './workflow/handle-types';
import { countWorkflows, listWorkflows } from './workflow/list';
import { awaitResult } from './workflow/result';
import { signalWithStart, startWorkflow } from './workflow/start';
import { waitStage } from './workflow/update';
import { updateHandle } from './workflow/update-handle';
import { updateWithStart } from './workflow/update-with-start';
import { type WithStartWorkflowOperation, takeOperation } from './workflow/with-start';

export { QueryNotRegisteredError, QueryRejectedError } from './query-errors';
export { WithStartWorkflowOperation } from './workflow/with-start';
export type * from './workflow/handle-types';

export interface WorkflowClientOptions extends BaseClientOptions {
  /** In order, the first outermost. */
  interceptors?: WorkflowClientInterceptors | WorkflowClientInterceptor[];
  /** When queries are refused. Default NONE. */
  queryRejectCondition?: QueryRejectCondition;
}
export type LoadedWorkflowClientOptions = LoadedWithDefaults<WorkflowClientOptions>;

type UpdateWithStartOptions<T extends Workflow, Args> = WorkflowUpdateOptions & {
  args?: Args;
  startWorkflowOperation: WithStartWorkflowOperation<T>;
};

/** Starts workflows and makes handles to them. Usually reached as `client.workflow`. */
export class WorkflowClient extends BaseClient {
  readonly options: LoadedWorkflowClientOptions;

  constructor(options: WorkflowClientOptions = {}) {
    super(options);
    this.options = {
      ...defaultBaseClientOptions(),
      interceptors: [],
      queryRejectCondition: 'NONE',
      ...filterNullAndUndefined(options),
      loadedDataConverter: this.dataConverter,
    };
  }

  /** Throws ServiceNotAvailableError when one of its methods is called. */
  get workflowService(): WorkflowService {
    return this.connection.workflowService;
  }

  /**
   * Starts a workflow. Returns when the start is stored. TypeError and ValueError for impossible options,
   * WorkflowExecutionAlreadyStartedError when the id is taken and the policies say so.
   */
  async start<T extends Workflow>(
    workflowTypeOrFunc: string | T,
    options: WorkflowStartOptions<T>,
  ): Promise<WorkflowHandleWithStartDetails<T>> {
    const interceptors = this.getOrMakeInterceptors(options.workflowId);
    const type = extractWorkflowTypeAndConfig(workflowTypeOrFunc, options.typeInfo);
    const { runId, eagerlyStarted } = await this._start(type, options, interceptors);
    // Without a run id: the handle goes on with the run that follows after continue-as-new.
    const handle = this.handleTo<T>(
      {
        workflowId: options.workflowId,
        firstExecutionRunId: runId,
        runIdForResult: runId,
        followRuns: options.followRuns ?? true,
        typeInfo: type.typeInfo,
      },
      interceptors,
    );
    return Object.assign(handle, { firstExecutionRunId: runId, eagerlyStarted });
  }

  /** Starts a workflow and waits for its result; see `start` and `result`. */
  async execute<T extends Workflow>(
    workflowTypeOrFunc: string | T,
    options: WorkflowStartOptions<T>,
  ): Promise<WorkflowResultType<T>> {
    const type = extractWorkflowTypeAndConfig(workflowTypeOrFunc, options.typeInfo);
    const { runId } = await this._start(type, options, this.getOrMakeInterceptors(options.workflowId), true);
    return this.result<T>(options.workflowId, runId, { followRuns: options.followRuns, typeInfo: type.typeInfo });
  }

  /**
   * Waits for a workflow and returns its result. WorkflowFailedError when it ended without one,
   * WorkflowContinuedAsNewError with `followRuns: false`.
   */
  async result<T extends Workflow>(
    workflowId: string,
    runId?: string,
    options?: WorkflowResultOptions,
  ): Promise<WorkflowResultType<T>> {
    const followRuns = options?.followRuns ?? true;
    const wait = { workflowId, runId, followRuns, outputType: options?.typeInfo?.outputType };
    return (await awaitResult(this.scope, wait)) as WorkflowResultType<T>;
  }

  /**
   * Signals the running workflow of the id, or starts one and signals it; both or neither. The conflict policy is
   * USE_EXISTING unless given.
   */
  async signalWithStart<WorkflowFn extends Workflow, SignalArgs extends any[] = []>(
    workflowTypeOrFunc: string | WorkflowFn,
    options: WithWorkflowArgs<WorkflowFn, WorkflowSignalWithStartOptions<SignalArgs>>,
  ): Promise<WorkflowHandleWithSignaledRunId<WorkflowFn>> {
    const { signal, signalArgs, signalTypeInfo, ...start } = options as SignalWithStartOptions;
    const { scope } = this;
    const { name, typeInfo } = addressed<SignalTypeInfo>(signal, signalTypeInfo, 'Signal');
    const type = extractWorkflowTypeAndConfig(workflowTypeOrFunc, start.typeInfo);
    const interceptors = this.getOrMakeInterceptors(start.workflowId);
    const send = composeInterceptors(interceptors, 'signalWithStart', (input: WorkflowSignalWithStartInput) =>
      signalWithStart(scope, input),
    );
    const runId = await send({
      options: compile(start, type.typeInfo),
      headers: {},
      workflowType: type.type,
      signalName: name,
      signalArgs: signalArgs ?? [],
      signalTypeInfo: typeInfo,
    });
    const followRuns = start.followRuns ?? true;
    const target = { workflowId: start.workflowId, runIdForResult: runId, followRuns, typeInfo: type.typeInfo };
    return Object.assign(this.handleTo<WorkflowFn>(target, interceptors), { signaledRunId: runId });
  }

  /** Updates the running workflow of the id, or starts one and updates it; waits for the update's result. */
  async executeUpdateWithStart<T extends Workflow, Ret, Args extends any[]>(
    updateDef: UpdateDefinition<Ret, Args> | string,
    updateOptions: UpdateWithStartOptions<T, Args>,
  ): Promise<Ret> {
    const handle = await this._startUpdateWithStart<T, Ret, Args>(updateDef, {
      ...updateOptions,
      waitForStage: 'COMPLETED',
    });
    return handle.result();
  }

  /** The same, but returns when the update has been accepted. */
  async startUpdateWithStart<T extends Workflow, Ret, Args extends any[]>(
    updateDef: UpdateDefinition<Ret, Args> | string,
    updateOptions: UpdateWithStartOptions<T, Args> & { waitForStage: 'ACCEPTED' },
  ): Promise<WorkflowUpdateHandle<Ret>> {
    return this._startUpdateWithStart<T, Ret, Args>(updateDef, updateOptions);
  }

  /**
   * A handle to an existing workflow; sends nothing. With only an id: its current run. With a run id: that run. With
   * `firstExecutionRunId`: the current run, guarded to belong to that chain.
   */
  getHandle<T extends Workflow>(
    workflowId: string,
    runId?: string,
    options?: GetWorkflowHandleOptions,
  ): WorkflowHandle<T> {
    const { firstExecutionRunId, followRuns, typeInfo } = options ?? {};
    const target = {
      workflowId,
      runId,
      firstExecutionRunId,
      runIdForResult: runId ?? firstExecutionRunId,
      followRuns: followRuns ?? true,
      typeInfo,
    };
    return this.handleTo<T>(target, this.getOrMakeInterceptors(workflowId, runId));
  }

  /**
   * Executions that a list filter selects, newest first unless it has an ORDER BY; all without one. Pages of `pageSize`
   * (default 1,000) are read as they are needed. ServiceError with the position when the filter is wrong.
   */
  list(options?: ListOptions): AsyncWorkflowListIterable {
    const executions = (): AsyncGenerator<WorkflowExecutionInfo, void> =>
      listWorkflows(this.scope, this.dataConverter, options);
    return {
      [Symbol.asyncIterator]: executions,
      intoHistories: (intoHistoriesOptions) =>
        mapConcurrently(
          executions(),
          async ({ workflowId, runId }) => ({
            workflowId,
            history: await this.getHandle(workflowId, runId).fetchHistory(),
          }),
          intoHistoriesOptions,
        ),
    };
  }

  /** How many executions a list filter selects; in groups with `GROUP BY ExecutionStatus`. */
  async count(query?: string): Promise<CountWorkflowExecution> {
    return countWorkflows(this.scope, query);
  }

  protected async _start<T extends Workflow>(
    { type: workflowType, typeInfo }: WorkflowTypeOptions,
    options: WorkflowStartOptions<T>,
    interceptors: WorkflowClientInterceptor[],
    awaitClose = false,
  ): Promise<WorkflowStartOutput> {
    const { scope } = this;
    const send = composeInterceptors(
      interceptors.map(adaptWorkflowClientInterceptor),
      'startWithDetails',
      (input: WorkflowStartInput) => startWorkflow(scope, input, awaitClose),
    );
    return send({ options: compile(options, typeInfo), headers: {}, workflowType });
  }

  protected async _startUpdateWithStart<T extends Workflow, Ret, Args extends any[]>(
    updateDef: UpdateDefinition<Ret, Args> | string,
    options: UpdateWithStartOptions<T, Args> & { waitForStage: WorkflowUpdateStage },
  ): Promise<WorkflowUpdateHandle<Ret>> {
    const { waitForStage, args, startWorkflowOperation, typeInfo: callSite, ...updateOptions } = options;
    const update = addressed(updateDef, callSite, 'Update');
    const outcome = takeOperation(startWorkflowOperation);
    const { scope } = this;
    try {
      const { operation, type, interceptors } = this.operationParts(startWorkflowOperation);
      const { workflowId, followRuns } = operation;
      const onStarted = ({ runId: firstExecutionRunId }: { runId: string }): void => {
        const target = { workflowId, firstExecutionRunId, followRuns: followRuns ?? true, typeInfo: type.typeInfo };
        outcome.resolve(this.handleTo(target, interceptors));
      };
      const send = composeInterceptors(
        interceptors,
        'startUpdateWithStart',
        (input: WorkflowStartUpdateWithStartInput) => updateWithStart(scope, waitStage(waitForStage), onStarted, input),
      );
      const output = await send({
        workflowType: type.type,
        workflowStartOptions: compile(operation, type.typeInfo),
        workflowStartHeaders: {},
        updateName: update.name,
        updateArgs: args ?? [],
        updateTypeInfo: update.typeInfo,
        updateOptions,
        updateHeaders: {},
      });
      return updateHandle<Ret>(scope, {
        updateId: output.updateId,
        workflowId,
        workflowRunId: output.workflowExecution.runId,
        outcome: output.updateOutcome,
        outputType: output.updateOutputTypeInfo,
      });
    } catch (error) {
      // Has no effect when the start had succeeded.
      outcome.reject(error);
      throw error;
    }
  }

  private operationParts<T extends Workflow>({
    options: operation,
    workflowTypeOrFunc,
  }: WithStartWorkflowOperation<T>) {
    return {
      operation,
      type: extractWorkflowTypeAndConfig(workflowTypeOrFunc, operation.typeInfo),
      interceptors: this.getOrMakeInterceptors(operation.workflowId),
    };
  }

  protected getOrMakeInterceptors(workflowId: string, runId?: string): WorkflowClientInterceptor[] {
    const { interceptors } = this.options;
    if (Array.isArray(interceptors)) return interceptors;

    return (interceptors.calls ?? []).map((factory) => factory({ workflowId, runId }));
  }

  private handleTo<T extends Workflow>(target: HandleTarget, interceptors: WorkflowClientInterceptor[]): Handle<T> {
    return new Handle<T>(this, this.scope, target, interceptors);
  }
}

type SignalWithStartOptions = WorkflowOptions & {
  args?: unknown[];
  signal: string | { name: string; typeInfo?: SignalTypeInfo };
  signalArgs?: unknown[];
  signalTypeInfo?: SignalTypeInfo;
};

/** Checks what must be there and fills in what interceptors rely on. */
function compile(
  options: WorkflowOptions & { args?: readonly unknown[] },
  typeInfo: PayloadTypeInfo | undefined,
): CompiledWorkflowOptions {
  checkRequired(options);
  const compiled = compileWorkflowOptions(options);
  return Object.assign(compiled, { args: (options.args ?? []) as unknown[], typeInfo });
}
