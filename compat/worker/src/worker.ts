/**
 * The worker as programs see it. Owns the parts made in `create` and gives them back when `run` has ended; states and
 * timers are `lifecycle/run-state.ts`, what the parts do is theirs.
 */
import { createRequire } from 'node:module';
import {
  IllegalStateError,
  LoggerWithComposedMetadata,
  SdkComponent,
  type Duration,
  type Logger,
  type LogLevel,
} from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time';
import type { EngineWorker } from '@perdure/engine';
import { importLater } from '@perdure/engine/lib/import-later';
import type { Observable } from 'rxjs';
import { activityHandler, engineWorkerOptions, startSandbox, workflowHandler, type WorkerParts } from './assemble';
import { refuseTwoCopiesOfCommon } from './check-common';
import type { Client } from './client-types';
import { NativeConnection } from './connection/native-connection';
import { NotSupportedError } from './errors';
import { Gauge } from './lifecycle/gauge';
import { RunState } from './lifecycle/run-state';
import { runUntil } from './lifecycle/run-until';
import { workerStatus, type State, type WorkerStatus } from './lifecycle/worker-status';
import { compileWorkerOptions } from './options/compile';
import { refuseWrongOptions } from './options/refuse';
import { WORKER_OPTIONS_WITHOUT_MEANING, warnAboutOptionsWithoutMeaning } from './options/without-meaning';
import type { CompiledWorkerOptions, ReplayWorkerOptions, WorkerOptions } from './options/worker-options';
import type { WorkerPlugin } from './options/plugins';
import type { ReplayHistoriesIterable, ReplayResult } from './replay/types';
import { leastLogLevel } from './runtime/logger';
import { Runtime } from './runtime/runtime';

/** Options of {@link Worker.runUntil}. */
export interface RunUntilOptions {
  /** How long to wait for the promise after the worker has stopped. Default 0. */
  promiseCompletionTimeout?: Duration;
}

/** Polls one task queue and runs its workflows and activities. Make one with {@link Worker.create}. */
export class Worker {
  /** The options with defaults filled in. */
  readonly options: CompiledWorkerOptions;
  readonly #runtime: Runtime;
  readonly #logger: Logger;
  readonly #plugins: readonly WorkerPlugin[];
  readonly #ownsConnection: boolean;
  readonly #state: RunState;
  #connection: NativeConnection;
  #client: Client | undefined;
  #parts: WorkerParts = {};
  #engine: EngineWorker | undefined;

  /**
   * Checks the options, bundles the workflows, connects, and gets ready to poll. Rejects with what is wrong: options
   * (`TypeError`, `NotSupportedError`), the bundle, or the connection. Nothing is polled before {@link run}.
   */
  static async create(options: WorkerOptions): Promise<Worker> {
    const plugins = [...(options.plugins ?? []), ...((options.connection?.plugins ?? []) as WorkerPlugin[])];
    let configured: WorkerOptions = { ...options, plugins };
    for (const plugin of plugins) configured = (await plugin.configureWorker?.(configured)) ?? configured;
    refuseWrongOptions(configured);
    refuseTwoCopiesOfCommon(configured.workflowsPath);
    const runtime = Runtime.instance();
    const logger = LoggerWithComposedMetadata.compose(runtime.logger, {
      sdkComponent: SdkComponent.worker,
      taskQueue: configured.taskQueue,
    });
    warnAboutOptionsWithoutMeaning('WorkerOptions', configured, WORKER_OPTIONS_WITHOUT_MEANING, logger);
    const metricMeter = runtime.metricMeter.withTags({
      namespace: configured.namespace ?? 'default',
      taskQueue: configured.taskQueue,
    });
    const compiled = compileWorkerOptions(configured, logger, metricMeter);
    await runtime.metricsReady;
    const [sandbox, connection] = await bothOrNone(
      startSandbox(compiled, logger, workflowLogLevel(configured, runtime.logger)),
      configured.connection ?? NativeConnection.connect(),
      (made) => made?.close(),
      (made) => (configured.connection === undefined ? made.close() : undefined),
    );
    const worker = new this(runtime, logger, compiled, connection, configured.connection === undefined, plugins);
    try {
      await worker.#assemble(sandbox, metricMeter);
    } catch (error) {
      await worker.#release();
      throw error;
    }
    return worker;
  }

  /**
   * Replays a history: ours, or Temporal's, as a protobuf message or as parsed JSON. Needs no Redis and has no side
   * effects. Throws `DeterminismViolationError` when the workflow code does something else than the history says, and
   * `ReplayError` when it fails or the history cannot be replayed.
   */
  static async runReplayHistory(options: ReplayWorkerOptions, history: unknown, workflowId?: string): Promise<void> {
    const { runReplayHistory } = await loadReplay();
    await runReplayHistory(options, history, workflowId);
  }

  /** Replays histories, a few at once, and yields how each went, in their order. */
  static async *runReplayHistories(
    options: ReplayWorkerOptions,
    histories: ReplayHistoriesIterable,
  ): AsyncIterableIterator<ReplayResult> {
    const { runReplayHistories } = await loadReplay();
    yield* runReplayHistories(options, histories);
  }

  /** Use {@link Worker.create}. */
  protected constructor(
    runtime: Runtime,
    logger: Logger,
    options: CompiledWorkerOptions,
    connection: NativeConnection,
    ownsConnection: boolean,
    plugins: readonly WorkerPlugin[],
  ) {
    this.options = options;
    this.#runtime = runtime;
    this.#logger = logger;
    this.#connection = connection;
    this.#ownsConnection = ownsConnection;
    this.#plugins = plugins;
    this.#state = new RunState(options, runtime, logger);
    runtime.hold(this);
    connection.hold(this);
  }

  /** Workflow activations that are running. */
  get numInFlightActivations$(): Observable<number> {
    return (this.#parts.workflows?.inFlight ?? new Gauge()).observable;
  }

  /** Activities that are running. */
  get numInFlightActivities$(): Observable<number> {
    return (this.#parts.activities?.inFlight ?? new Gauge()).observable;
  }

  /** Workflows in memory. */
  get numRunningWorkflowInstances$(): Observable<number> {
    return (this.#parts.workflows?.cached ?? new Gauge()).observable;
  }

  /** Where the worker stands. */
  getState(): State {
    return this.#state.current;
  }

  /** What the worker is doing. */
  getStatus(): WorkerStatus {
    return workerStatus(this.#state.current, this.#engineWorker.status, {
      activations: this.#parts.workflows?.inFlight.value ?? 0,
      activities: this.#parts.activities?.inFlight.value ?? 0,
      localActivities: this.#parts.activities?.localInFlight.value ?? 0,
      cachedWorkflows: this.#parts.workflows?.cached.value ?? 0,
    });
  }

  /** The client that activities get, on the worker's connection. Made on first use. */
  get client(): Client {
    return (this.#client ??= new (loadClient())({
      namespace: this.options.namespace,
      connection: this.#connection,
      identity: this.options.identity,
      dataConverter: this.options.dataConverter,
      interceptors: this.options.interceptors.client,
    }));
  }

  get connection(): NativeConnection {
    return this.#connection;
  }

  /** The connection of a worker stays as it is: throws `NotSupportedError` for another one. */
  set connection(connection: NativeConnection) {
    if (connection === this.#connection) return;
    throw new NotSupportedError(
      'Replacing the connection of a worker',
      'a connection to Redis reconnects by itself. Shut the worker down and create another one for another Redis.',
    );
  }

  /** Stops polling and lets `run()` end. Throws `IllegalStateError` when the worker is not running. */
  shutdown(): void {
    this.#state.shutdown();
  }

  /**
   * Runs until {@link shutdown} has been called, or a signal arrived, and everything in flight has ended. Rejects on a
   * fatal error, and when `shutdownForceTime` has passed.
   */
  async run(): Promise<void> {
    const run = this.#plugins.reduceRight<(worker: Worker) => Promise<void>>(
      (next, plugin) => (plugin.runWorker ? (worker) => plugin.runWorker!(worker, next) : next),
      (worker) => worker.#run(),
    );
    await run(this);
  }

  /**
   * Runs until the function or promise settles, then shuts down, and answers what it answered. Both errors together are
   * a `CombinedWorkerRunError`; `PromiseCompletionTimeoutError` when the worker stopped and the promise did not settle.
   */
  async runUntil<R>(fnOrPromise: Promise<R> | (() => Promise<R>), options?: RunUntilOptions): Promise<R> {
    const worker = { run: () => this.run(), shutdownIfRunning: this.#state.shutdownIfRunning };
    return await runUntil(worker, fnOrPromise, msToNumber(options?.promiseCompletionTimeout ?? 0));
  }

  get #engineWorker(): EngineWorker {
    if (this.#engine === undefined) throw new IllegalStateError('The worker is not assembled');
    return this.#engine;
  }

  async #assemble(sandbox: WorkerParts['sandbox'], metricMeter: Runtime['metricMeter']): Promise<void> {
    const { options } = this;
    const logger = this.#logger;
    const { maxPayloadBytes } = this.#connection.engine;
    this.#parts = { sandbox };
    this.#parts = {
      sandbox,
      workflows: sandbox && workflowHandler(sandbox, options, logger, maxPayloadBytes),
      activities: activityHandler(options, {
        logger,
        baseLogger: this.#runtime.logger,
        metricMeter,
        maxPayloadBytes,
        client: () => this.client,
        connection: () => this.#connection,
      }),
    };
    if (!this.#parts.workflows && !this.#parts.activities) {
      logger.warn('The worker has nothing to do: give it workflowsPath, workflowBundle or activities');
    }
    const engineOptions = engineWorkerOptions(options, this.#parts, logger);
    this.#engine = await this.#connection.engine.worker(options.namespace, engineOptions);
  }

  async #run(): Promise<void> {
    const first = this.#state.current === 'INITIALIZED';
    try {
      await this.#state.run(this.#engineWorker);
    } finally {
      if (first) await this.#release();
    }
  }

  async #release(): Promise<void> {
    try {
      await this.#parts.sandbox?.close();
    } finally {
      this.#connection.letGo(this);
      if (this.#ownsConnection) await this.#connection.close();
      await this.#runtime.release(this);
      this.#runtime.flushLogs();
    }
  }
}

/** The least level that is heard of workflow code, if it is known: sinks of the user's may listen to every line. */
function workflowLogLevel({ sinks }: WorkerOptions, logger: Logger): LogLevel | undefined {
  const replaced = sinks !== undefined && ('__temporal_logger' in sinks || 'defaultWorkerLogger' in sinks);
  return replaced ? undefined : leastLogLevel(logger);
}

/** Awaits both; when one fails, undoes the other and throws. */
async function bothOrNone<A, B>(
  a: Promise<A>,
  b: B | Promise<B>,
  undoA: (made: A) => unknown,
  undoB: (made: B) => unknown,
): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([a, b]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  if (first.status === 'fulfilled') await undoA(first.value);
  if (second.status === 'fulfilled') await undoB(second.value);
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}

/** Most workers never need it, and starting is faster without. */
function loadClient(): typeof Client {
  return (createRequire(__filename)('@perdure/client') as typeof import('@perdure/client')).Client;
}

/** Most workers never replay, and starting is faster without. */
function loadReplay(): Promise<typeof import('./replay/replay-histories.js')> {
  return importLater(
    () => import('./replay/replay-histories.js'),
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see importLater
    () => require('./replay/replay-histories.js'),
  );
}
