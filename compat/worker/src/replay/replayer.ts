/**
 * Replays histories: no connection, no polling, nothing written. Owns a sandbox and a handler of workflow tasks, as a
 * worker has them, and gives them back in `close`.
 */
import { LoggerWithComposedMetadata, SdkComponent, type Logger, type LogLevel } from '@temporalio/common';
import { HistoryImportError, replayHistory, type ReplayFault } from '@perdure/engine';
import { DeterminismViolationError } from '@perdure/workflow/lib/errors';
import { startSandbox, type ClosableSandbox } from '../assemble';
import { refuseTwoCopiesOfCommon } from '../check-common';
import { compileWorkerOptions } from '../options/compile';
import { refuseWrongOptions } from '../options/refuse';
import { REPLAY_OPTIONS_WITHOUT_MEANING, warnAboutOptionsWithoutMeaning } from '../options/without-meaning';
import type { CompiledWorkerOptions, ReplayWorkerOptions } from '../options/worker-options';
import { leastLogLevel } from '../runtime/logger';
import { Runtime } from '../runtime/runtime';
import { hasWorkflows } from '../workflows/load-bundle';
import { SinkCalls } from '../workflows/sinks/sink-calls';
import { WorkerWorkflowHandler } from '../workflows/workflow-handler';
import { readHistory } from './read-history';
import { ReplayError, type ReplayResult } from './types';

let made = 0;

export class Replayer {
  readonly #options: CompiledWorkerOptions;
  readonly #sandbox: ClosableSandbox;
  readonly #handler: WorkerWorkflowHandler;
  /** Runs are told apart by their id in the sandbox: the same history given twice takes turns. */
  readonly #turns = new Map<string, Promise<unknown>>();

  private constructor(options: CompiledWorkerOptions, sandbox: ClosableSandbox, logger: Logger) {
    this.#options = options;
    this.#sandbox = sandbox;
    this.#handler = new WorkerWorkflowHandler({
      sandbox,
      converter: options.loadedDataConverter,
      sinks: new SinkCalls(options.sinks, logger, { replayOnly: true }),
      logger,
      failureErrorTypes: options.workflowFailureErrorTypes,
      maxPayloadBytes: undefined,
    });
  }

  /** Checks the options, bundles the workflows and starts the sandbox. Throws what is wrong with them. */
  static async start(given: ReplayWorkerOptions): Promise<Replayer> {
    let options = given;
    for (const plugin of given.plugins ?? []) options = (await plugin.configureReplayWorker?.(options)) ?? options;
    const taskQueue = `${options.replayName ?? 'fake_replay_queue'}-${made++}`;
    const { replayName: _replayName, ...rest } = options;
    const configured = { ...rest, taskQueue };
    refuseWrongOptions(configured);
    refuseTwoCopiesOfCommon(configured.workflowsPath);
    const runtime = Runtime.instance();
    const logger = LoggerWithComposedMetadata.compose(runtime.logger, {
      sdkComponent: SdkComponent.worker,
      taskQueue,
    });
    warnAboutOptionsWithoutMeaning('ReplayWorkerOptions', configured, REPLAY_OPTIONS_WITHOUT_MEANING, logger);
    const metricMeter = runtime.metricMeter.withTags({ namespace: 'default', taskQueue });
    const compiled = compileWorkerOptions(configured, logger, metricMeter);
    if (!hasWorkflows(compiled)) {
      throw new TypeError('ReplayWorkerOptions must contain workflowsPath or workflowBundle');
    }
    const sandbox = await startSandbox(compiled, logger, heardLevel(configured, runtime.logger));
    if (sandbox === undefined) throw new TypeError('ReplayWorkerOptions has no workflows to run');
    return new Replayer(compiled, sandbox, logger);
  }

  /** Histories that are worth holding in memory at once. */
  get concurrency(): number {
    return HISTORIES_PER_THREAD * this.#options.workflowThreadPoolSize;
  }

  /** Never rejects for the history's sake: what is wrong with it is in the result. */
  async replay(history: unknown, workflowId?: string): Promise<ReplayResult> {
    const read = attempt(() => readHistory(history, workflowId));
    if ('error' in read) return { workflowId: workflowId ?? '', runId: '', error: read.error };
    const [started] = read.events;
    if (started?.type !== 'WorkflowExecutionStarted') throw new TypeError('A history without its first event');
    const { runId } = started;
    const { namespace } = this.#options;
    const fault = await this.#inTurn(runId, () =>
      replayHistory(this.#handler, { runId, namespace, events: read.events }),
    );
    return { workflowId: started.workflowId, runId, ...(fault && { error: errorOf(fault) }) };
  }

  async close(): Promise<void> {
    await this.#sandbox.close();
  }

  async #inTurn<T>(runId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(runId);
    const turn = before ? before.then(work, work) : work();
    this.#turns.set(runId, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(runId) === turn) this.#turns.delete(runId);
    }
  }
}

/** More does not make a thread faster, and each may be a history of 50,000 events. */
const HISTORIES_PER_THREAD = 4;

/** What is no history at all is the caller's mistake; what one of them says that cannot be replayed is a result. */
function attempt(
  read: () => ReturnType<typeof readHistory>,
): { events: ReturnType<typeof readHistory> } | { error: ReplayError } {
  try {
    return { events: read() };
  } catch (error) {
    if (!(error instanceof HistoryImportError) || error.eventId === undefined) throw error;
    return { error: new ReplayError(`The history cannot be replayed. ${error.message}`, { cause: error }) };
  }
}

/** Messages begin as those of Temporal's replayer do. */
function errorOf({ nondeterminism, message }: ReplayFault): ReplayError | DeterminismViolationError {
  if (!nondeterminism) return new ReplayError(`Replay failed due workflow task failure. Details: ${message}`);
  return new DeterminismViolationError(
    'Replay failed with a nondeterminism error. This means that the workflow code as written is not compatible with ' +
      `the history that was fed in. Details: ${message}`,
  );
}

/** Log lines are heard only by sinks of the user's that ask for replay. */
function heardLevel({ sinks }: ReplayWorkerOptions, logger: Logger): LogLevel | undefined {
  const replaced = sinks !== undefined && ('__temporal_logger' in sinks || 'defaultWorkerLogger' in sinks);
  return replaced ? undefined : leastLogLevel(logger);
}
