/**
 * Runs workflows that were handed over as functions, in the main realm: no bundle, no thread, no deterministic globals.
 * Owns which run is executing (an async context) and the runs alive. What a worker does beside it is not disturbed.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogLevel } from '@temporalio/common';
import type { Activation, ActivationResult } from '@perdure/engine';
import type { UserModules } from '@perdure/workflow/lib/runtime/contract';
import { provideCurrentRun } from '@perdure/workflow/lib/runtime/index';
import type { ClosableSandbox } from '../assemble';
import { lostResult } from '../sandbox/lost';
import { rethrowIfNobodyElseListens } from '../sandbox/inline-lane';
import { HostedRun, type Within } from './hosted-run';

/** What is the same for all hosted runs of a worker. */
export interface HostedRunsOptions {
  readonly modules: UserModules;
  readonly showStackTraceSources: boolean;
  readonly registeredActivities: readonly string[];
  /** By workflow type; '*' for all types. */
  readonly workflowFailureErrorTypes: Readonly<Record<string, readonly string[]>>;
  readonly leastLogLevel?: LogLevel;
}

const executing = new AsyncLocalStorage<HostedRun>();
const within: Within = (run, fn) => executing.run(run, fn);
const ASYNC_LOCAL_STORAGE = Symbol.for('perdure.async-local-storage.1');

/** A host of workflow functions. Ends with `close`. */
export function createHostedRuns(options: HostedRunsOptions): ClosableSandbox {
  Object.assign(globalThis, { [ASYNC_LOCAL_STORAGE]: AsyncLocalStorage });
  provideCurrentRun(() => executing.getStore()?.current);
  return new HostedRuns(options);
}

/** One listener of the process, however many workers host runs. */
const hosts = new Set<object>();

function onRejection(reason: unknown): void {
  const run = executing.getStore();
  if (run) run.reportUnhandledRejection(reason);
  else rethrowIfNobodyElseListens(reason);
}

class HostedRuns implements ClosableSandbox {
  readonly #options: HostedRunsOptions;
  readonly #runs = new Map<string, HostedRun>();

  constructor(options: HostedRunsOptions) {
    this.#options = options;
    if (hosts.size === 0) process.on('unhandledRejection', onRejection);
    hosts.add(this);
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    const run = this.#created(activation) ?? this.#runs.get(activation.runId);
    return run ? await run.activate(activation) : lostResult(activation.runId);
  }

  evict(runId: string): Promise<void> {
    this.#runs.get(runId)?.dispose();
    this.#runs.delete(runId);
    return Promise.resolve();
  }

  /** The main realm goes with the process: nothing is ever lost alone. */
  onLost(): void {}

  async close(): Promise<void> {
    hosts.delete(this);
    if (hosts.size === 0) process.off('unhandledRejection', onRejection);
    await Promise.all([...this.#runs.keys()].map((runId) => this.evict(runId)));
  }

  #created({ runId, jobs }: Activation): HostedRun | undefined {
    const start = jobs.find((job) => job.kind === 'initializeWorkflow');
    if (!start) return undefined;
    this.#runs.get(runId)?.dispose();
    const { modules, workflowFailureErrorTypes: types, ...settings } = this.#options;
    const { workflowType } = start.info;
    const run = new HostedRun(
      workflowType,
      {
        ...settings,
        runId,
        loadModules: () => modules,
        workflowFailureErrorTypes: [...(types['*'] ?? []), ...(types[workflowType] ?? [])],
      },
      within,
    );
    this.#runs.set(runId, run);
    return run;
  }
}
