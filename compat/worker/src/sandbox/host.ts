import type { ResourceLimits } from 'node:worker_threads';
import type { LogLevel } from '@temporalio/common';
import type { Activation, ActivationResult, SinkCall } from '@perdure/engine';
import { readBundle } from './bundle-text';
import { WorkflowHostClosedError } from './errors';
import type { DriverSettings } from './inside/driver';
import { createInlineLane } from './inline-lane';
import type { Lane, LaneListener } from './lane';
import { lostResult } from './lost';
import type { SandboxActivation } from './protocol';
import { RunLane } from './run-lane';
import { createThreadLane, TICKS_PER_LIMIT } from './thread-lane';
import type { Reply } from './sandbox';
import { TracedRuns } from './traced-runs';

/** Where workflow code runs. */
export interface WorkflowHost {
  /**
   * Runs one activation in the sandbox of its run; creates the run when the activation has an initializeWorkflow job.
   * Always resolves: what goes wrong is a failed result (`isSandboxLost` tells those that only ask for a replay).
   * Throws WorkflowHostClosedError after `close`.
   */
  activate(activation: Activation): Promise<ActivationResult>;
  /** Drops a run's sandbox state. A run that is not here is none of its business. */
  evict(runId: string): Promise<void>;
  /** Called with runs whose sandbox was lost because their thread ended: they must be replayed from history. */
  onLost(listener: (runIds: readonly string[]) => void): void;
  /** Runs alive. */
  readonly size: number;
  /** Ends the threads. Activations under way are answered as lost. */
  close(): Promise<void>;
}

export interface WorkflowHostOptions {
  /** The bundle; threads start while it is being made. */
  readonly bundle: { readonly code: string } | Promise<{ readonly code: string }>;
  /** Worker threads, at least 1. */
  readonly threads: number;
  /** Runs workflows in the main thread: breakpoints work, an endless loop is not cut off. */
  readonly debugMode: boolean;
  readonly showStackTraceSources: boolean;
  readonly registeredActivities: readonly string[];
  /** Error type names that fail a workflow instead of its task, by workflow type; '*' for all. */
  readonly workflowFailureErrorTypes: Readonly<Record<string, readonly string[]>>;
  /** Log lines of workflow code below it are not made. Default: all are. */
  readonly leastLogLevel?: LogLevel;
  /** How long workflow code may hold a thread, in milliseconds. 5000 by default; noticed up to an eighth later. */
  readonly activationTimeoutMs?: number;
  /** Limits of each thread. Node's own defaults apply when left out. */
  readonly resourceLimits?: ResourceLimits;
  readonly logger?: { warn(message: string, meta?: Record<string, unknown>): void };
}

const DEFAULT_ACTIVATION_TIMEOUT_MS = 5000;

/** Starts the threads and loads the bundle. Throws InvalidWorkflowBundleError, SandboxStartError, and what `bundle` does. */
export async function createWorkflowHost(options: WorkflowHostOptions): Promise<WorkflowHost> {
  const activationTimeoutMs = options.activationTimeoutMs ?? DEFAULT_ACTIVATION_TIMEOUT_MS;
  const checked = Promise.resolve(options.bundle).then(({ code }) => ({ code, text: readBundle(code) }));
  // In the main thread the code is needed at once; threads wait for it themselves.
  const bundle = options.debugMode ? (await checked).text : undefined;
  const settings: DriverSettings = {
    showStackTraceSources: options.showStackTraceSources,
    registeredActivities: options.registeredActivities,
    workflowFailureErrorTypes: options.workflowFailureErrorTypes,
    leastLogLevel: options.leastLogLevel,
  };
  const code = checked.then((made) => made.code);
  const start = (listener: LaneListener): Lane =>
    bundle
      ? createInlineLane(bundle, settings, listener)
      : createThreadLane({ code, settings, activationTimeoutMs, resourceLimits: options.resourceLimits }, listener);
  const host = new LaneHost(
    options.debugMode ? 1 : Math.max(1, options.threads),
    start,
    activationTimeoutMs,
    options.logger,
  );
  await host.ready();
  return host;
}

class LaneHost implements WorkflowHost {
  readonly #lanes: readonly RunLane[];
  readonly #laneOf = new Map<string, RunLane>();
  readonly #lostListeners: ((runIds: readonly string[]) => void)[] = [];
  readonly #traced = new TracedRuns();
  readonly #clock: NodeJS.Timeout;
  readonly #logger: WorkflowHostOptions['logger'];
  #closed = false;

  constructor(
    count: number,
    start: (listener: LaneListener) => Lane,
    timeoutMs: number,
    logger: WorkflowHostOptions['logger'],
  ) {
    this.#logger = logger;
    this.#lanes = Array.from({ length: count }, () => new RunLane(start, (runIds) => this.#lose(runIds)));
    this.#clock = setInterval(() => this.#lanes.forEach((lane) => lane.tick()), timeoutMs / TICKS_PER_LIMIT);
    this.#clock.unref();
  }

  async ready(): Promise<void> {
    try {
      await Promise.all(this.#lanes.map((lane) => lane.ready));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  get size(): number {
    return this.#laneOf.size;
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    if (this.#closed) throw new WorkflowHostClosedError();
    const { runId } = activation;
    if (this.#traced.needsReplay(activation)) return lostResult(runId);
    const createsRun = activation.jobs.some((job) => job.kind === 'initializeWorkflow');
    const lane = this.#laneOf.get(runId) ?? this.#leastLoaded();
    if (createsRun) {
      // A replay that nobody announced: the old state goes first.
      if (lane.runs.has(runId)) void lane.request({ runId, activation: null, createsRun: false });
      this.#laneOf.set(runId, lane);
      lane.runs.add(runId);
    }
    const sent: SandboxActivation =
      createsRun && this.#traced.has(runId) ? { ...activation, rememberWaits: true } : activation;
    return toResult(await lane.request({ runId, activation: JSON.stringify(sent), createsRun }));
  }

  async evict(runId: string): Promise<void> {
    const lane = this.#laneOf.get(runId);
    if (!lane || this.#closed) return;
    this.#laneOf.delete(runId);
    lane.runs.delete(runId);
    await lane.request({ runId, activation: null, createsRun: false });
  }

  onLost(listener: (runIds: readonly string[]) => void): void {
    this.#lostListeners.push(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#clock);
    await Promise.all(this.#lanes.map((lane) => lane.close()));
    this.#laneOf.clear();
  }

  #leastLoaded(): RunLane {
    return this.#lanes.reduce((least, lane) => (lane.runs.size < least.runs.size ? lane : least));
  }

  #lose(runIds: readonly string[]): void {
    for (const runId of runIds) this.#laneOf.delete(runId);
    this.#logger?.warn('A workflow thread ended; its workflows will be replayed from their histories', {
      runs: runIds.length,
    });
    for (const listener of this.#lostListeners) listener(runIds);
  }
}

/** The result as the engine reads it; sink calls travel beside the JSON. */
function toResult(reply: Reply | null): ActivationResult {
  const result = JSON.parse(reply?.json ?? '{}') as ActivationResult;
  return { ...result, sinkCalls: (reply?.sinkCalls ?? []) as readonly SinkCall[] };
}
