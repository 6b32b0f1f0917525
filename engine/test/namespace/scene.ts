/**
 * Clients and workers on a store of their own, the same tests on each store. In memory the clock is virtual; on Redis
 * time is real, so tests keep their delays short.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe } from 'vitest';
import { createEngineClient } from '../../src/client/client';
import type { CloseReply, EngineClient, StartReply } from '../../src/client/contract';
import type { StartRequest, UpdateCall } from '../../src/model/request';
import type { HistoryEvent } from '../../src/model/event';
import { openNamespace, type Namespace } from '../../src/namespace/namespace';
import type { Store } from '../../src/store/contract';
import type { EngineWorker, EngineWorkerOptions } from '../../src/worker/contract';
import { createEngineWorker } from '../../src/worker/worker';
import { makeMemoryServer } from '../store/memory-server';
import { makeRedisServer } from '../store/redis-server';
import type { TestServer } from '../store/suite';
import { scriptedWorkflows, type Script } from './scripted-worker';

/** How far time moves while something is awaited. */
const STEP_MS = 10;

const STORES = [
  ['memory', makeMemoryServer],
  ['redis', makeRedisServer],
] as const;

/** Declares the tests once for each store. */
export function onEachStore(title: string, tests: (scene: () => Scene) => void): void {
  describe.each(STORES)(`${title} (%s)`, (name, make) => {
    let scene: Scene | undefined;
    beforeEach(async () => {
      scene = await Scene.open(await make(), name);
    });
    afterEach(async () => {
      await scene?.close();
      scene = undefined;
    });
    tests(() => scene!);
  });
}

export interface StartedWorker extends EngineWorker {
  /** Stops polling and waits until everything in flight has ended. */
  stop(): Promise<void>;
}

type Wish = Partial<EngineWorkerOptions> & { readonly scripts?: Readonly<Record<string, () => Script>> };

export class Scene {
  readonly store: 'memory' | 'redis';
  readonly namespace: Namespace;
  readonly client: EngineClient;
  /** What workers reported. */
  readonly errors: unknown[] = [];
  readonly #server: TestServer;
  readonly #opened: Namespace[] = [];
  readonly #workers: StartedWorker[] = [];

  static async open(server: TestServer, name: 'memory' | 'redis'): Promise<Scene> {
    return new Scene(server, name, await openNamespace(await server.connect()));
  }

  private constructor(server: TestServer, name: 'memory' | 'redis', namespace: Namespace) {
    this.#server = server;
    this.store = name;
    this.namespace = namespace;
    this.client = createEngineClient(namespace);
    this.#opened.push(namespace);
  }

  /** A worker of queue "q" that runs at once; `namespace` when it is another process. */
  worker({ scripts, ...options }: Wish = {}, namespace = this.namespace): StartedWorker {
    const worker = createEngineWorker(namespace, {
      taskQueue: 'q',
      identity: 'test',
      workflows: scripts && scriptedWorkflows(scripts),
      maxConcurrentActivities: 10,
      maxConcurrentWorkflowTasks: 10,
      maxCachedWorkflows: 10,
      onError: (error) => this.errors.push(error),
      ...options,
    });
    const running = worker.run();
    const started: StartedWorker = Object.assign(worker, {
      stop: async () => {
        worker.stopPolling();
        await running;
      },
    });
    this.#workers.push(started);
    return started;
  }

  /** What another process has of the namespace. */
  async otherProcess(): Promise<Namespace> {
    const other = await openNamespace(await this.connect());
    this.#opened.push(other);
    return other;
  }

  connect(): Promise<Store> {
    return this.#server.connect();
  }

  start(options: Partial<StartRequest> = {}): Promise<StartReply> {
    return this.client.start(startRequest(options));
  }

  pass(ms: number): Promise<void> {
    return this.#server.pass(ms);
  }

  /** Lets time pass until the promise is settled. */
  async during<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const settle = (): void => void (settled = true);
    promise.then(settle, settle);
    while (!settled) await this.pass(STEP_MS);
    return promise;
  }

  /** Lets time pass until the condition holds. */
  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) await this.pass(STEP_MS);
  }

  /** The event that closes a run. */
  async closing(workflowId = 'w', runId?: string): Promise<CloseReply['event']> {
    return (await this.during(this.client.waitForClose({ workflowId, runId }))).event;
  }

  history(workflowId = 'w', runId?: string): Promise<readonly HistoryEvent[]> {
    return this.client.history({ workflowId, runId });
  }

  async types(workflowId = 'w', runId?: string): Promise<string[]> {
    return (await this.history(workflowId, runId)).map(({ type }) => type);
  }

  signal(name: string, workflowId = 'w'): Promise<void> {
    return this.client.signal({ workflowId }, { requestId: randomUUID(), name, args: [] });
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) worker.cancelActivities('WORKER_SHUTDOWN');
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    for (const namespace of this.#opened) await namespace.close();
    await this.#server.close();
  }
}

export function startRequest(options: Partial<StartRequest> = {}): StartRequest {
  return {
    requestId: randomUUID(),
    workflowId: 'w',
    workflowType: 'wf',
    taskQueue: 'q',
    args: [],
    idReusePolicy: 'ALLOW_DUPLICATE',
    idConflictPolicy: 'FAIL',
    ...options,
  };
}

export function updateCall(name: string, updateId: string = randomUUID()): UpdateCall {
  return { updateId, name, args: [] };
}
