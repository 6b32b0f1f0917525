/** Drives runs in this process, as a sandbox host does: enter, drain the microtasks, until nothing unblocks. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { defaultPayloadConverter } from '@temporalio/common';
import { failureFromWire, errorFromWire, valueFromWire, valueToWire } from '@perdure/common/lib/wire';
import type {
  Activation,
  ActivationResult,
  Command,
  CommandKind,
  CommandOf,
  Failure,
  Job,
  JobOf,
  RunInfo,
} from '@perdure/engine';
import { defaultFailureConverter } from '@temporalio/common';
import { createRun, setCurrentRun } from '../src/runtime/index';
import type { CreateRunOptions, UserModules, WorkflowRun } from '../src/runtime/index';

(globalThis as { AsyncLocalStorage?: unknown }).AsyncLocalStorage = AsyncLocalStorage;

export const RUN_ID = '4d2ab2e2-6a4b-4f0c-8f2e-0c5f1a2b3c4d';
export const encode = (value: unknown) => valueToWire(defaultPayloadConverter, value);
export const decode = (payload: Parameters<typeof valueFromWire>[1] | undefined) =>
  payload && valueFromWire(defaultPayloadConverter, payload);
export const toError = (failure: Failure): Error =>
  errorFromWire({ payloadConverter: defaultPayloadConverter, failureConverter: defaultFailureConverter }, failure);
export { failureFromWire };

export const INFO: RunInfo = {
  namespace: 'default',
  workflowId: 'w',
  runId: RUN_ID,
  workflowType: 'main',
  taskQueue: 'queue',
  firstExecutionRunId: RUN_ID,
  originalExecutionRunId: RUN_ID,
  attempt: 1,
  startTimeMs: 500,
  runStartTimeMs: 600,
  taskTimeoutMs: 10_000,
};

type AnyFunction = (...args: never[]) => unknown;

export interface DriverOptions extends Partial<UserModules> {
  readonly info?: Partial<RunInfo>;
  readonly failureErrorTypes?: readonly string[];
  readonly loadModules?: CreateRunOptions['loadModules'];
  readonly leastLogLevel?: CreateRunOptions['leastLogLevel'];
  readonly activities?: readonly string[];
}

/** One run under test. */
export class Driver {
  readonly run: WorkflowRun;
  readonly #info: RunInfo;
  #now = 1_000;

  constructor(main: AnyFunction | undefined, options: DriverOptions = {}) {
    this.#info = { ...INFO, ...options.info };
    const modules: UserModules = {
      workflows: options.workflows ?? { main },
      interceptors: options.interceptors ?? [],
      payloadConverter: options.payloadConverter,
      failureConverter: options.failureConverter,
    };
    this.run = createRun({
      runId: this.#info.runId,
      loadModules: options.loadModules ?? (() => modules),
      showStackTraceSources: false,
      registeredActivities: options.activities ?? [],
      workflowFailureErrorTypes: options.failureErrorTypes ?? [],
      leastLogLevel: options.leastLogLevel,
    });
  }

  /** The first activation: initialize, and what came with it. */
  start(args: readonly unknown[] = [], jobs: readonly Job[] = [], over: Partial<Activation> = {}) {
    const init: JobOf<'initializeWorkflow'> = {
      kind: 'initializeWorkflow',
      info: this.#info,
      args: args.map(encode),
      header: {},
      randomnessSeed: this.#info.originalExecutionRunId,
    };
    return this.activate([init, ...jobs], over);
  }

  /** An activation, with its result; fails the test when the workflow task failed. */
  async activate(jobs: readonly Job[], over: Partial<Activation> = {}): Promise<Outcome> {
    const result = await this.tryActivate(jobs, over);
    if (result.status === 'failed') throw toError(result.failure);
    return new Outcome(result);
  }

  async tryActivate(jobs: readonly Job[], over: Partial<Activation> = {}): Promise<ActivationResult> {
    const activation: Activation = {
      runId: this.#info.runId,
      timestampMs: (this.#now += 1_000),
      isReplaying: false,
      historyLength: 3,
      historySizeBytes: 100,
      continueAsNewSuggested: false,
      jobs,
      ...over,
    };
    await this.enter(() => this.run.activate(activation));
    while ((await this.enter(() => this.run.tryUnblockConditions())) > 0);
    return this.enter(() => this.run.conclude());
  }

  /** Enters the run; microtasks have drained when it resolves. */
  async enter<T>(fn: () => T): Promise<T> {
    setCurrentRun(this.run);
    try {
      const result = fn();
      await new Promise((resolve) => setImmediate(resolve));
      return result;
    } finally {
      setCurrentRun(undefined);
    }
  }
}

/** A successful activation. */
export class Outcome {
  readonly commands: readonly Command[];
  readonly sinkCalls: Extract<ActivationResult, { status: 'ok' }>['sinkCalls'];
  constructor(result: Extract<ActivationResult, { status: 'ok' }>) {
    this.commands = result.commands;
    this.sinkCalls = result.sinkCalls;
  }

  get kinds(): CommandKind[] {
    return this.commands.map(({ kind }) => kind);
  }
  all<K extends CommandKind>(kind: K): CommandOf<K>[] {
    return this.commands.filter((command): command is CommandOf<K> => command.kind === kind);
  }
  one<K extends CommandKind>(kind: K): CommandOf<K> {
    const [only, ...more] = this.all(kind);
    if (!only || more.length > 0) throw new Error(`expected one ${kind}, got: ${this.kinds.join(', ') || 'nothing'}`);
    return only;
  }
  /** What the workflow returned. */
  get result(): unknown {
    return decode(this.one('completeWorkflow').result[0]);
  }
  /** What the workflow failed with. */
  get failure(): Error {
    return toError(this.one('failWorkflow').failure);
  }
  /** Messages of the log lines of a level. */
  logged(level: string): unknown[] {
    return this.sinkCalls.filter(({ sink, fn }) => sink === '__temporal_logger' && fn === level).map((c) => c.args[0]);
  }
}

export const fireTimer = (seq: number): Job => ({ kind: 'fireTimer', seq });
export const cancel: Job = { kind: 'cancelWorkflow' };
export const signal = (signalName: string, ...args: unknown[]): Job => ({
  kind: 'signalWorkflow',
  signalName,
  args: args.map(encode),
  header: {},
});
export const update = (name: string, updateId: string, ...args: unknown[]): Job => ({
  kind: 'doUpdate',
  name,
  updateId,
  args: args.map(encode),
  header: {},
  runValidator: true,
});
export const query = (name: string, ...args: unknown[]): Job => ({
  kind: 'queryWorkflow',
  queryId: `q-${name}`,
  name,
  args: args.map(encode),
  header: {},
});
export const completed = (value: unknown) => ({ status: 'completed', result: [encode(value)] }) as const;
