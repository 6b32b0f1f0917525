/** Workers of MeshFlow. Owns what a process runs until `stopWorkers`. */
import type { NativeConnection } from '@perdure/worker';
import { connect } from '../connection/pool';
import { workerGroup, type RunningWorker } from '../worker-group';
import { registerActivities, runActivity, registry } from './activities';
import { checkMaxConcurrent } from '../max-concurrent';
import { checkWorker } from './check';
import { meshflowSignalKeeper } from './keeper';
import { mainFunction } from './main-function';
import { DEFAULT_NAMESPACE, queueOf, SIGNAL_KEEPER, SIGNAL_QUEUE } from './names';
import type { WorkerConfig } from './types';

type WorkflowFunction = (...args: any[]) => Promise<unknown>;

interface Place {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly maxConcurrent: number;
  readonly guid?: string;
}

/** Workflow tasks and activities at a time, each. */
export const DEFAULT_MAX_CONCURRENT = 100;
const workers = workerGroup();
/** Keepers of signals: one worker for each connection and namespace. */
const keepers = new Map<NativeConnection, Map<string, Promise<void>>>();

/** Runs workflow functions and the activities that this process has registered. */
export class Worker {
  readonly #workers: readonly RunningWorker[];

  private constructor(started: readonly RunningWorker[]) {
    this.#workers = started;
  }

  /**
   * Connects the function (or each of several) to its task queue; from then on it is called. @throws TypeError for a function
   * without a name, TransportError when Redis cannot be reached.
   */
  static async create(config: WorkerConfig): Promise<Worker> {
    checkWorker(config);
    checkMaxConcurrent(config.options?.maxConcurrent);
    const functions = functionsOf(config.workflow);
    if (!config.taskQueue) throw new TypeError('A worker needs a taskQueue');
    const connection = await connect(config.connection);
    const namespace = config.namespace ?? DEFAULT_NAMESPACE;
    const { guid, options: { maxConcurrent = DEFAULT_MAX_CONCURRENT } = {} } = config;
    const place: Place = { connection, namespace, maxConcurrent, guid };
    await keepSignals(place);
    return new Worker(
      await Promise.all(
        functions.map(([name, fn]) => start(place, queueOf(config.taskQueue, name), { [name]: mainFunction(fn) })),
      ),
    );
  }

  /** Registers activities for every worker of the process; what they are proxied by is left to `proxyActivities`. */
  static registerActivities(activities: object): Record<string, (...args: any[]) => unknown> {
    return registerActivities(activities);
  }

  /** The activities of this process by name. */
  static get activityRegistry(): Record<string, (...args: any[]) => unknown> {
    return Object.fromEntries(registry);
  }

  /** Stops all workers of the process. */
  static async shutdown(): Promise<void> {
    await stopWorkers();
  }

  /** Resolves when the worker listens, which it does since `create`. */
  async run(): Promise<void> {
    await Promise.resolve();
  }

  /** Activations and activities in hand, in all of its functions. */
  get running(): number {
    return this.#workers.reduce((sum, one) => sum + one.running(), 0);
  }

  /** Takes nothing any more; resolves when everything in hand has ended. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((one) => one.stop()));
  }
}

/** Stops every worker of this process. */
export async function stopWorkers(): Promise<void> {
  keepers.clear();
  await workers.stop();
}

function start(
  { connection, namespace, maxConcurrent, guid }: Place,
  taskQueue: string,
  workflows: Readonly<Record<string, WorkflowFunction>>,
): Promise<RunningWorker> {
  return workers.start({
    connection,
    namespace,
    taskQueue,
    guid,
    workflows,
    activities: { default: runActivity },
    maxConcurrentActivityTaskExecutions: maxConcurrent,
    maxConcurrentWorkflowTaskExecutions: maxConcurrent,
  });
}

/** Every process with a worker keeps signals as well: wherever a workflow can wait, somebody hears. */
function keepSignals(place: Place): Promise<void> {
  const ofConnection = keepers.get(place.connection) ?? new Map<string, Promise<void>>();
  keepers.set(place.connection, ofConnection);
  const known = ofConnection.get(place.namespace);
  if (known) return known;
  const starting = start(place, SIGNAL_QUEUE, {
    [SIGNAL_KEEPER]: meshflowSignalKeeper,
  }).then(() => undefined);
  ofConnection.set(place.namespace, starting);
  starting.catch(() => ofConnection.delete(place.namespace));
  return starting;
}

function functionsOf(workflow: WorkerConfig['workflow']): [string, (...args: any[]) => unknown][] {
  const named = typeof workflow === 'function' ? [[workflow.name, workflow] as const] : Object.entries(workflow ?? {});
  if (named.length === 0) throw new TypeError('A worker needs a workflow: a function with a name, or several by name');
  return named.map(([name, fn]) => {
    if (!name || typeof fn !== 'function') {
      throw new TypeError('A workflow is a function with a name: its name is what callers ask for');
    }
    return [name, fn];
  });
}
