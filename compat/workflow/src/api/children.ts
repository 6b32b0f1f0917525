import {
  type WithWorkflowArgs,
  type Workflow,
  type WorkflowResultType,
  type WorkflowReturnType,
  extractWorkflowTypeAndConfig,
} from '@temporalio/common';
import { composeInterceptors } from '../interceptor-composition';
import type { StartChildWorkflowExecutionInput } from '../interceptors';
import type { ChildWorkflowOptions, ChildWorkflowOptionsWithDefaults } from '../interfaces';
import { requireRun } from '../runtime/current';
import type { Run } from '../runtime/run';
import { linkToScope } from '../runtime/scope-link';
import { whereCalled } from '../runtime/waits';
import type { ChildWorkflowHandle } from '../workflow-handle';
import { uuid4 } from './random';
import { type AnySignal, messageOf, signalWorkflow } from './signal-external';
import { startChildCommand } from './start-child-command';

type DefinedElsewhere = Omit<ChildWorkflowOptions, 'typeInfo'> & { typeInfo?: never };
type AnyOptions = WithWorkflowArgs<Workflow, ChildWorkflowOptions>;
type Promises = [started: Promise<string>, completed: Promise<unknown>];

/** Child options with the defaults: a new id, no arguments, WAIT_CANCELLATION_COMPLETED. */
export function addDefaultWorkflowOptions<T extends Workflow>(
  opts: WithWorkflowArgs<T, ChildWorkflowOptions>,
): ChildWorkflowOptionsWithDefaults {
  const { args, workflowId, ...rest } = opts as ChildWorkflowOptions & { args?: unknown[] };
  return {
    workflowId: workflowId ?? uuid4(),
    args: args ?? [],
    ...rest,
    cancellationType: rest.cancellationType ?? 'WAIT_CANCELLATION_COMPLETED',
  };
}

/**
 * Starts a child and resolves when it has started: from then on it exists, whatever becomes of the parent. Rejects with
 * `WorkflowExecutionAlreadyStartedError` when its id is taken.
 */
export function startChild<T extends Workflow>(
  workflowType: string,
  options: WithWorkflowArgs<T, ChildWorkflowOptions>,
): Promise<ChildWorkflowHandle<T>>;
export function startChild<T extends Workflow>(
  workflowFunc: T,
  options: WithWorkflowArgs<T, DefinedElsewhere>,
): Promise<ChildWorkflowHandle<T>>;

export function startChild<T extends () => Promise<any>>(workflowType: string): Promise<ChildWorkflowHandle<T>>;

export function startChild<T extends () => Promise<any>>(workflowFunc: T): Promise<ChildWorkflowHandle<T>>;
export async function startChild(
  workflowTypeOrFunc: string | Workflow,
  options?: unknown,
): Promise<ChildWorkflowHandle<Workflow>> {
  const run = requireRun(
    'Workflow.startChild(...) may only be used from a Workflow Execution. Consider using Client.workflow.start(...) instead.)',
  );
  const input = inputOf(run, workflowTypeOrFunc, options as AnyOptions | undefined);
  const [started, completed] = await start(run, input);
  const firstExecutionRunId = await started;
  return handleOf(run, input.options.workflowId, firstExecutionRunId, completed);
}

/** Starts a child and resolves to its result. Rejects with `ChildWorkflowFailure`, its `cause` saying why. */
export function executeChild<T extends Workflow>(
  workflowType: string,
  options: WithWorkflowArgs<T, ChildWorkflowOptions>,
): Promise<WorkflowResultType<T>>;
export function executeChild<T extends Workflow>(
  workflowFunc: T,
  options: WithWorkflowArgs<T, DefinedElsewhere>,
): Promise<WorkflowResultType<T>>;
export function executeChild<T extends () => WorkflowReturnType>(workflowType: string): Promise<WorkflowResultType<T>>;
export function executeChild<T extends () => WorkflowReturnType>(workflowFunc: T): Promise<WorkflowResultType<T>>;
export async function executeChild(workflowTypeOrFunc: string | Workflow, options?: unknown): Promise<unknown> {
  const run = requireRun(
    'Workflow.executeChild(...) may only be used from a Workflow Execution. Consider using Client.workflow.execute(...) instead.',
  );
  const promises = start(run, inputOf(run, workflowTypeOrFunc, options as AnyOptions | undefined));
  return promises.then(([, completed]) => completed);
}

function inputOf(
  run: Run,
  workflowTypeOrFunc: string | Workflow,
  given: AnyOptions | undefined,
): StartChildWorkflowExecutionInput {
  const options = addDefaultWorkflowOptions(given ?? {});
  const { type, typeInfo } = extractWorkflowTypeAndConfig(workflowTypeOrFunc, options.typeInfo);
  return { workflowType: type, options: { ...options, typeInfo }, headers: {}, seq: run.nextSeq.child++ };
}

function start(run: Run, input: StartChildWorkflowExecutionInput): Promise<Promises> {
  return composeInterceptors(run.interceptors.outbound, 'startChildWorkflowExecution', startNext)(input);
}

function startNext(input: StartChildWorkflowExecutionInput): Promise<Promises> {
  const run = requireRun('Workflow uninitialized');
  const { seq, options } = input;
  const workflowId = options.workflowId ?? uuid4();
  const context = run.codec.ofWorkflow(workflowId);
  const { childStart, child } = run.completions;
  const started = new Promise<string>((resolve, reject) => {
    const cancel = (): void => {
      if (child.has(seq)) run.push({ kind: 'cancelChildWorkflow', childSeq: seq });
    };
    if (!linkToScope(reject, cancel)) return;
    run.push(startChildCommand(run, input, workflowId));
    childStart.add(seq, { resolve: resolve as () => void, reject, context, at: whereCalled(startNext) });
  });
  const completed = new Promise<unknown>((resolve, reject) => {
    started.catch(reject);
    if (!childStart.has(seq)) return;
    child.add(seq, { resolve, reject, context, outputType: options.typeInfo?.outputType });
  });
  // Who only waits for the start need not hear of the end.
  completed.catch(() => undefined);
  return Promise.resolve([started, completed]);
}

function handleOf(
  run: Run,
  workflowId: string,
  firstExecutionRunId: string,
  completed: Promise<unknown>,
): ChildWorkflowHandle<Workflow> {
  const target = { type: 'child', childWorkflowId: workflowId } as const;
  return {
    workflowId,
    firstExecutionRunId,
    async result() {
      return (await completed) as never;
    },
    async signal(def: AnySignal, ...args: unknown[]) {
      return signalWorkflow(run, target, messageOf(def, args));
    },
    async signalWithOptions(signalName, { args, typeInfo }) {
      return signalWorkflow(run, target, { signalName, args: args ?? [], typeInfo });
    },
  };
}
