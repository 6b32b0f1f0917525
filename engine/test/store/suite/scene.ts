/** A store with one fresh namespace, and the steps that tests are told in. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { PollReply, PollRequest, RunRecord, Store } from '../../../src/store/contract';
import type { ActivityTask, QueryTask, Task, WorkflowTask } from '../../../src/model/task';
import type { Applied, ApplyResult, Effect, NewRun, Refusal, Transition } from '../../../src/model/transition';
import { completion, type CompletionOptions, create, holdsToken, NEW, SCHEDULE, transition } from './build';

/** Where stores of one namespace meet. */
export interface TestServer {
  /** Another store of the same namespace, as another process would have it. */
  connect(): Promise<Store>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}
export type MakeServer = () => Promise<TestServer>;

export const WF = 'wf';
export const RUN = 'run-1';
export const SHARD = 0;

/** A scene before each test; what it opened is closed after it. */
export function scenes(make: MakeServer): () => Scene {
  let scene: Scene | undefined;
  beforeEach(async () => {
    const server = await make();
    scene = new Scene(server, await server.connect());
  });
  afterEach(async () => {
    await scene?.close();
    scene = undefined;
  });
  return () => {
    if (!scene) throw new Error('A scene exists during a test only');
    return scene;
  };
}

type PollWish = Partial<PollRequest> & { readonly sticky?: boolean };

export class Scene {
  readonly store: Store;
  readonly #server: TestServer;
  readonly #opened: Store[] = [];
  #polls = 0;

  constructor(server: TestServer, store: Store) {
    this.#server = server;
    this.store = store;
    this.#opened.push(store);
  }

  async connect(): Promise<Store> {
    const store = await this.#server.connect();
    this.#opened.push(store);
    return store;
  }

  pass(ms: number): Promise<void> {
    return this.#server.pass(ms);
  }

  async close(): Promise<void> {
    for (const store of this.#opened) await store.close();
    await this.#server.close();
  }

  send(step: Transition): Promise<ApplyResult> {
    return this.store.apply(SHARD, step);
  }

  /** Applies, and expects it to be. */
  async apply(step: Transition): Promise<Applied> {
    const result = await this.send(step);
    if (result.outcome !== 'applied') throw new Error(`Expected applied: ${JSON.stringify(result)}`);
    return result;
  }

  /** Applies, and expects a refusal. */
  async refused(step: Transition): Promise<readonly Refusal[]> {
    const result = await this.send(step);
    if (result.outcome !== 'refused') throw new Error(`Expected refused: ${JSON.stringify(result)}`);
    return result.refusals;
  }

  /** Effects on the run of the tests, while it is open. */
  do(...effects: Effect[]): Promise<Applied> {
    return this.apply(transition(WF, effects));
  }

  start(rest: Partial<NewRun> = {}, ...more: Effect[]): Promise<Applied> {
    return this.startAs(WF, RUN, rest, ...more);
  }

  startAs(workflowId: string, runId: string, rest: Partial<NewRun> = {}, ...more: Effect[]): Promise<Applied> {
    const effects = [create(workflowId, runId, rest), ...(rest.hold ? [] : [SCHEDULE]), ...more];
    return this.apply(transition(workflowId, effects, { guards: [NEW] }));
  }

  poll(wish: PollWish = {}): Promise<PollReply> {
    const { sticky = false, ...rest } = wish;
    const worker = rest.worker ?? 'worker-1';
    const workflow = { taskQueue: 'flows', max: 10, ...(sticky ? { stickyQueue: `sticky/${worker}` } : {}) };
    const base = { worker, identity: 'tester', slot: '0', pollId: `poll-${++this.#polls}`, leaseMs: 30_000 };
    const queues = rest.workflow || rest.activity ? {} : { workflow };
    return this.store.poll(SHARD, { ...base, ...queues, ...rest });
  }

  pollActivities(wish: Partial<NonNullable<PollRequest['activity']>> = {}): Promise<PollReply> {
    return this.poll({ activity: { taskQueue: 'acts', max: 10, ...wish } });
  }

  async workflowTask(wish: PollWish = {}): Promise<WorkflowTask> {
    return only('workflow', (await this.poll(wish)).tasks);
  }

  async queryTask(wish: PollWish = {}): Promise<QueryTask> {
    return only('query', (await this.poll(wish)).tasks);
  }

  async activityTask(): Promise<ActivityTask> {
    return only('activity', (await this.pollActivities()).tasks);
  }

  complete(
    task: WorkflowTask,
    commands: readonly Effect[] = [],
    options: CompletionOptions & Partial<Transition> = {},
  ): Promise<Applied> {
    const { sticky, updatesHandled, write, ...rest } = options;
    const effects = completion(commands, { sticky, updatesHandled, write });
    const { workflowId, runId } = task;
    return this.apply(transition(workflowId, effects, { guards: [holdsToken(task)], runId, ...rest }));
  }

  /** Started, first task completed, nothing scheduled. */
  async idle(rest: Partial<NewRun> = {}, options: CompletionOptions = {}): Promise<void> {
    await this.start(rest);
    await this.complete(await this.workflowTask(), [], options);
  }

  async record(runId?: string, workflowId: string = WF): Promise<RunRecord> {
    const record = await this.store.readRun(SHARD, workflowId, runId);
    if (!record) throw new Error(`No run ${runId ?? workflowId}`);
    return record;
  }

  async types(runId: string = RUN): Promise<string[]> {
    return (await this.store.readHistory(SHARD, runId, 1)).map(({ type }) => type);
  }

  snapshot(): Promise<Readonly<Record<string, unknown>>> {
    return this.store.snapshot(SHARD);
  }

  async key<T = unknown>(name: string): Promise<T | undefined> {
    return (await this.snapshot())[name] as T | undefined;
  }
}

/** The only task, of this kind. */
export function only<K extends Task['kind']>(kind: K, tasks: readonly Task[]): Extract<Task, { kind: K }> {
  expect(tasks.map((task) => task.kind)).toEqual([kind]);
  return tasks[0] as Extract<Task, { kind: K }>;
}
