import { Client, Connection, type WorkflowHandleWithFirstExecutionRunId } from '@perdure/client';
import { type HistoryEvent, openConnection } from '@perdure/engine';
import { freshNamespace, type RedisServer, waitFor } from '@perdure/testkit';
import { TASK_QUEUE } from '../../src/reports';
import { Process } from './process';
import { startProxy, type Proxy } from './proxy';

/** Longest a condition may take to come true. Not a measure of anything: a test that needs it has failed. */
const PATIENCE_MS = 50_000;

/** One namespace on one Redis with what a test starts in it; `close` ends all of it. */
export class Scene {
  readonly namespace = freshNamespace('crash');
  readonly redis: RedisServer;
  readonly client: Client;
  readonly #connection: Connection;
  readonly #engine: ReturnType<typeof openConnection>;
  readonly #processes: Process[] = [];
  readonly #proxies: Proxy[] = [];

  private constructor(redis: RedisServer, connection: Connection) {
    this.redis = redis;
    this.#connection = connection;
    this.#engine = openConnection({ redis: redis.url });
    this.client = new Client({ connection, namespace: this.namespace, identity: 'test' });
  }

  static async on(redis: RedisServer): Promise<Scene> {
    return new Scene(redis, await Connection.connect({ redis: redis.url }));
  }

  /** A worker process that polls when this resolves. */
  worker(identity: string, redis: { url: string } = this.redis): Promise<Process> {
    return this.#start('worker-process.js', identity, redis);
  }

  clientProcess(identity: string, redis: { url: string } = this.redis): Promise<Process> {
    return this.#start('client-process.js', identity, redis);
  }

  async proxy(): Promise<Proxy> {
    const proxy = await startProxy(this.redis.port);
    this.#proxies.push(proxy);
    return proxy;
  }

  start(
    workflowType: string,
    workflowId: string,
    args: readonly unknown[] = [],
    options: object = {},
  ): Promise<WorkflowHandleWithFirstExecutionRunId> {
    return this.client.workflow.start(workflowType, { taskQueue: TASK_QUEUE, workflowId, args: [...args], ...options });
  }

  async history(workflowId: string, runId?: string): Promise<readonly HistoryEvent[]> {
    const client = await this.#engine.client(this.namespace);
    return client.history({ workflowId, runId });
  }

  /** Events of one type, when there are so many of them. */
  eventually(workflowId: string, type: HistoryEvent['type'], count = 1): Promise<readonly HistoryEvent[]> {
    return this.until(`${count} ${type} of ${workflowId}`, async () => {
      const events = (await this.history(workflowId)).filter((event) => event.type === type);
      return events.length >= count ? events : undefined;
    });
  }

  until<T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> {
    return waitFor(condition, { what, timeoutMs: PATIENCE_MS, intervalMs: 50 });
  }

  /** What workers have complained about, for the message of a failed test. */
  protocol(): string {
    return this.#processes
      .flatMap((process) => process.of('log').map(({ text }) => text))
      .join('\n')
      .slice(0, 4_000);
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.filter(({ ended }) => !ended).map((process) => process.kill()));
    await Promise.all(this.#proxies.map((proxy) => proxy.stop()));
    await this.#engine.close();
    await this.#connection.close();
  }

  #start(program: string, identity: string, { url }: { url: string }): Promise<Process> {
    const process = new Process(program, { redis: url, namespace: this.namespace, identity });
    this.#processes.push(process);
    return process.ready();
  }
}
