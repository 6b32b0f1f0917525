import { fileURLToPath } from 'node:url';
import {
  Client,
  WorkflowFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type WorkflowHandle,
  type WorkflowStartOptions,
  type WorkflowUpdateHandle,
} from '@perdure/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type LogEntry,
  type WorkerOptions,
  type WorkflowBundle,
} from '@perdure/worker';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import type { Workflow } from '@temporalio/common';
import * as activities from './activities';

export const TASK_QUEUE = 'e2e';
/** Longest a condition may take to come true. Not a measure of anything: a test that needs it has failed. */
const PATIENCE_MS = 20_000;

/** Long enough to send an update. */
const ADMISSION_MS = 300;

export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

const logged: LogEntry[] = [];
let installed = false;
let bundled: Promise<WorkflowBundle> | undefined;

/** The workflows of all tests, bundled once for each process. */
function testBundle(): Promise<WorkflowBundle> {
  return (bundled ??= bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }));
}

function recordLogs(): void {
  if (!installed) Runtime.install({ logger: new DefaultLogger('DEBUG', (entry) => logged.push(entry)) });
  installed = true;
}

type AnyWorkflow = (...args: unknown[]) => Promise<unknown>;
type Options = Partial<WorkflowStartOptions>;
export type SceneOptions = Partial<WorkerOptions> & { readonly clientOptions?: object };

/** One namespace with a client, and workers as they are needed. `close` ends all of it. */
export class Scene {
  readonly namespace = freshNamespace('e2e');
  readonly client: Client;
  /** What has been started through this scene, for the oracle. */
  readonly started: WorkflowHandle[] = [];
  readonly #connection: NativeConnection;
  readonly #options: Partial<WorkerOptions>;
  readonly #running = new Map<Worker, Promise<void>>();

  private constructor(connection: NativeConnection, { clientOptions, ...options }: SceneOptions) {
    this.#connection = connection;
    this.#options = options;
    const { dataConverter } = options;
    this.client = new Client({ connection, namespace: this.namespace, dataConverter, ...clientOptions });
  }

  static async open(options: SceneOptions = {}): Promise<Scene> {
    recordLogs();
    return new Scene(await NativeConnection.connect({ address: testRedisUrl() }), options);
  }

  /** A worker that polls until it is stopped or the scene closes. */
  async worker(more: Partial<WorkerOptions> = {}): Promise<Worker> {
    const own = { ...this.#options, ...more };
    const worker = await Worker.create({
      connection: this.#connection,
      namespace: this.namespace,
      taskQueue: TASK_QUEUE,
      activities,
      maxHeartbeatThrottleInterval: '50 milliseconds',
      ...(!(own.workflowsPath ?? own.workflows) && { workflowBundle: await testBundle() }),
      ...own,
    });
    this.#running.set(worker, worker.run());
    return worker;
  }

  /** Those that run. */
  get workers(): Worker[] {
    return [...this.#running.keys()];
  }

  async stop(worker: Worker): Promise<void> {
    worker.shutdown();
    await this.#running.get(worker);
    this.#running.delete(worker);
  }

  async close(): Promise<void> {
    const ends = [...this.#running].map(([worker, running]) => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      return running;
    });
    await Promise.all(ends);
    await this.#connection.close();
  }

  /** Starts a workflow of the shared bundle under an id of its own. */
  async start<T extends Workflow>(
    workflow: T | string,
    args: readonly unknown[] = [],
    options: Options = {},
  ): Promise<WorkflowHandle<T>> {
    const type = typeof workflow === 'string' ? workflow : workflow.name;
    const given = { ...this.fresh(type), args: [...args], ...options };
    const handle = await this.client.workflow.start<AnyWorkflow>(type, given);
    this.started.push(handle);
    return handle as unknown as WorkflowHandle<T>;
  }

  /** What every start needs. */
  fresh(name: string): { taskQueue: string; workflowId: string } {
    return { taskQueue: TASK_QUEUE, workflowId: freshNamespace(name) };
  }

  async execute<T extends Workflow>(workflow: T, args: readonly unknown[] = [], options: Options = {}) {
    const handle = await this.start(workflow, args, options);
    return await handle.result();
  }

  /** What the workflow failed with. */
  async failureOf(workflow: Workflow | string, args: readonly unknown[] = [], options: Options = {}): Promise<Error> {
    const handle = await this.start(workflow, args, options);
    return await causeOf(handle.result());
  }

  /** Message of the first failed workflow task. The workflow is terminated: it would retry for ever. */
  async taskFailureOf(handle: WorkflowHandle): Promise<string> {
    const failed = await until('a failed workflow task', async () =>
      (await eventsOf(handle)).find((event) => event.workflowTaskFailedEventAttributes),
    );
    await handle.terminate('the test is over');
    return failed.workflowTaskFailedEventAttributes?.failure?.message ?? '';
  }

  /** Sends an update that no worker takes yet, and gives back its handle. Nobody waits for it: a short deadline ends the call. */
  async admit(handle: WorkflowHandle, name: string, args: unknown[] = []): Promise<WorkflowUpdateHandle<unknown>> {
    const options = { args: args as [unknown], updateId: freshNamespace(name), waitForStage: 'ACCEPTED' } as const;
    const sent = this.client.withDeadline(Date.now() + ADMISSION_MS, () => handle.startUpdate(name, options));
    const error = await rejection(sent);
    if (!(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
    return handle.getUpdateHandle(options.updateId);
  }

  /** What failed the workflow tasks of a workflow, as the worker has logged it. */
  taskErrorsOf({ workflowId }: { workflowId: string }): Error[] {
    const about = logged.filter(({ message }) => message.startsWith(`Worker error: workflow task of "${workflowId}"`));
    return about.map(({ meta }) => meta?.['error'] as Error);
  }

  /** Log lines about one workflow. */
  logs({ workflowId }: { workflowId: string }): LogEntry[] {
    return logged.filter((entry) => entry.meta?.['workflowId'] === workflowId);
  }
}

/** Runs a test in a scene of its own, with a worker. */
export async function withWorker<T>(options: SceneOptions, test: (scene: Scene) => Promise<T>): Promise<T> {
  const scene = await Scene.open(options);
  try {
    await scene.worker();
    return await test(scene);
  } finally {
    await scene.close();
  }
}

/** The cause of the WorkflowFailedError a result ends with. */
export async function causeOf(result: Promise<unknown>): Promise<Error> {
  const error = await rejection(result);
  if (error instanceof WorkflowFailedError && error.cause) return error.cause;
  throw new Error(`Not a failed workflow: ${String(error)}`, { cause: error });
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(
    (value) => {
      throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error as Error,
  );
}

export async function eventsOf(handle: Pick<WorkflowHandle, 'fetchHistory'>) {
  return (await handle.fetchHistory()).events ?? [];
}

/** Types of the events, without those of workflow tasks. */
export async function eventTypes(handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<string[]> {
  const names = (await eventsOf(handle)).map((event) =>
    (Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '').replace('EventAttributes', ''),
  );
  return names.filter((name) => !name.startsWith('workflowTask'));
}

export function until<T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  return waitFor(condition, { what, timeoutMs: PATIENCE_MS, intervalMs: 10 });
}

/** Waits for an event of this kind, such as `timerStarted`. */
export function untilEvent(handle: Pick<WorkflowHandle, 'fetchHistory'>, type: string): Promise<boolean> {
  return until(type, async () => (await eventTypes(handle)).includes(type));
}
