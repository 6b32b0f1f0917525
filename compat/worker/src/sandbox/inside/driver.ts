/**
 * Owns the runs of one context: creates them, makes one of them current for each entry, and keeps their changes to
 * the global object apart. It does not own the order of entries; the host's `Sandbox` does.
 *
 * 1. User code runs only while its run is current, and only below `enter`.
 * 2. Only strings and plain data leave. Activations arrive as JSON, so every object workflow code sees is of this realm.
 */
import type { LogLevel } from '@temporalio/common';
import type { ActivationResult, SinkCall } from '@perdure/engine';
import type { UserModules, WorkflowRun } from '@perdure/workflow/lib/runtime/contract';
import type { SandboxActivation } from '../protocol';
import type { HostBindings } from './bindings';
import { failureOf } from './failure-of';
import { freezeGlobals } from './freeze';
import { type GlobalBag, type GlobalKeeper, keepGlobals } from './global-bag';
import { ignoredModule } from './ignored-module';
import type { RuntimeModule, SharedParts, UserPart } from './runtime-modules';
import { type CodeOwner, installSandboxGlobals } from './sandbox-globals';
import { exportNames, loadShared } from './shared-modules';
import { installStackMapping } from './stack';
import { stackQueriesOf, withStackSources } from './stack-sources';

/** What is the same for all runs of a context. */
export interface DriverSettings {
  readonly showStackTraceSources: boolean;
  readonly registeredActivities: readonly string[];
  /** By workflow type; '*' for all types. */
  readonly workflowFailureErrorTypes: Readonly<Record<string, readonly string[]>>;
  /** Log lines below it are not made; undefined: all are. */
  readonly leastLogLevel?: LogLevel;
}

/** One call into the context: the host fills in what to call, `enter` calls it and leaves the result. */
export interface CallSlot {
  call: (a: never, b: never) => unknown;
  a: unknown;
  b: unknown;
  result: unknown;
}

/** A concluded activation. Sink calls stay objects: their arguments need not be JSON. */
export interface Concluded {
  readonly json: string;
  readonly sinkCalls: readonly SinkCall[] | undefined;
}

interface RunRecord extends CodeOwner {
  readonly run: WorkflowRun;
  isReplaying: boolean;
  bag: GlobalBag | undefined;
  /** Ids of queries whose answers get source text. */
  stackQueries: readonly string[];
  crash: { error: unknown } | undefined;
}

/** Everything the driver works with, as `boot` has prepared it. */
interface DriverParts {
  readonly runtime: RuntimeModule;
  readonly globals: GlobalKeeper;
  readonly loadModules: () => UserModules;
  readonly settings: DriverSettings;
  readonly addSources: (result: ActivationResult, queryIds: readonly string[]) => ActivationResult;
  /** Hears whose code runs from now on. */
  readonly setOwner: (record: CodeOwner | undefined) => void;
}

/** Methods named by `slot.call` run below `enter`; `hasNewSymbols` and `leave` are called directly: no user code runs there. */
export class Driver {
  readonly slot: CallSlot = { call: () => undefined, a: undefined, b: undefined, result: undefined };
  readonly #parts: DriverParts;
  readonly #runs = new Map<string, RunRecord>();
  #current: RunRecord | undefined;

  constructor(parts: (enter: () => void) => DriverParts) {
    this.#parts = parts(() => {
      this.slot.result = this.slot.call(this.slot.a as never, this.slot.b as never);
    });
  }

  /** Starts an activation; false when the run does not exist and the activation does not create it. */
  readonly begin = (runId: string, json: string): boolean => {
    const activation = JSON.parse(json) as SandboxActivation;
    const record = this.#create(runId, activation) ?? this.#runs.get(runId);
    if (!record) return false;
    record.isReplaying = activation.isReplaying;
    record.crash = undefined;
    record.stackQueries = this.#parts.settings.showStackTraceSources ? stackQueriesOf(activation) : [];
    this.#select(record);
    guarded(record, () => record.run.activate(activation));
    return true;
  };

  /** Checks the current run's conditions; answers how many it unblocked. */
  readonly unblock = (): number => {
    const record = this.#current;
    if (!record || record.crash) return 0;
    let count = 0;
    guarded(record, () => (count = record.run.tryUnblockConditions()));
    return count;
  };

  readonly conclude = (runId: string): Concluded => {
    const record = this.#runs.get(runId) as RunRecord;
    this.#select(record);
    let result: ActivationResult | undefined;
    if (!record.crash) guarded(record, () => (result = record.run.conclude()));
    if (!result) return { json: JSON.stringify(crashed(record.crash?.error)), sinkCalls: undefined };
    const { sinkCalls, ...rest } = this.#parts.addSources(result, record.stackQueries);
    return { json: JSON.stringify(rest), sinkCalls: sinkCalls.length > 0 ? sinkCalls : undefined };
  };

  readonly reject = (runId: string, reason: unknown): void => {
    const record = this.#runs.get(runId);
    if (!record) return;
    this.#select(record);
    guarded(record, () => record.run.reportUnhandledRejection(reason));
  };

  readonly dispose = (runId: string): void => {
    const record = this.#runs.get(runId);
    if (!record) return;
    this.#runs.delete(runId);
    this.#select(record);
    try {
      record.run.dispose();
    } finally {
      for (const cleanup of record.cleanups) cleanup();
    }
  };

  readonly hasNewSymbols = (): boolean => this.#parts.globals.hasNewSymbols();

  /** Nobody is current any more; what the run changed on the global object goes with it. */
  readonly leave = (globalsChanged: boolean): void => {
    if (this.#current) this.#current.bag = globalsChanged ? this.#parts.globals.takeOut() : undefined;
    this.#current = undefined;
    this.#parts.setOwner(undefined);
    this.#parts.runtime.setCurrentRun(undefined);
  };

  #select(record: RunRecord): void {
    this.#current = record;
    this.#parts.setOwner(record);
    if (record.bag) this.#parts.globals.putBack(record.bag);
    this.#parts.runtime.setCurrentRun(record.run);
  }

  #create(runId: string, activation: SandboxActivation): RunRecord | undefined {
    const start = activation.jobs.find((job) => job.kind === 'initializeWorkflow');
    if (!start) return undefined;
    const { runtime, loadModules, settings } = this.#parts;
    const { workflowType, workflowId } = start.info;
    const types = settings.workflowFailureErrorTypes;
    const run = runtime.createRun({
      runId,
      loadModules,
      showStackTraceSources: settings.showStackTraceSources,
      registeredActivities: settings.registeredActivities,
      workflowFailureErrorTypes: [...(types['*'] ?? []), ...(types[workflowType] ?? [])],
      leastLogLevel: settings.leastLogLevel,
      rememberWaits: activation.rememberWaits === true,
    });
    const prefix = `[${workflowType}(${workflowId})]`;
    const record: RunRecord = {
      run,
      prefix,
      isReplaying: activation.isReplaying,
      cleanups: [],
      bag: undefined,
      stackQueries: [],
      crash: undefined,
    };
    this.#runs.set(runId, record);
    return record;
  }
}

/** Prepares this context: globals, runtime, shared modules, in this order, then frozen. */
export function boot(
  host: HostBindings,
  parts: SharedParts,
  user: UserPart,
  uses: readonly string[],
  settings: DriverSettings,
): Driver {
  let owner: CodeOwner | undefined;
  const runtime = prepare(host, parts, () => owner);
  const shared = loadShared(parts, uses);
  freezeGlobals();
  const instantiate = user(shared, ignoredModule, globalThis);
  return new Driver((enter) => {
    Object.defineProperty(globalThis, '__perdure_enter', { value: enter });
    const setOwner = (next: CodeOwner | undefined) => {
      owner = next;
    };
    return {
      runtime,
      globals: keepGlobals(),
      loadModules: () => modulesOf(instantiate),
      settings,
      addSources: (result, queryIds) => withStackSources(result, queryIds, host.sourceText),
      setOwner,
    };
  });
}

function modulesOf(instantiate: ReturnType<UserPart>): UserModules {
  let loaded: UserModules | undefined;
  instantiate((modules) => (loaded = modules));
  if (!loaded) throw new Error('The workflow bundle did not hand over its modules. Bundle again with this version.');
  return loaded;
}

function guarded(record: RunRecord, work: () => void): void {
  try {
    work();
  } catch (error) {
    record.crash ??= { error };
  }
}

/** Evaluates runtime and shared modules without user code, to learn what the shared modules export. */
export function inspect(host: HostBindings, parts: SharedParts): (id: string) => string[] {
  prepare(host, parts, () => undefined);
  return (id) => exportNames(parts, id);
}

function prepare(host: HostBindings, parts: SharedParts, owner: () => CodeOwner | undefined): RuntimeModule {
  installSandboxGlobals(host, owner);
  installStackMapping(host);
  const runtime = parts.runtime();
  parts.globals().installGlobals(globalThis);
  parts.recapture();
  return runtime;
}

const crashed = (error: unknown) => ({ status: 'failed', failure: failureOf(error) });
