/** Plays a plan on one store and keeps a record. What a step does depends on nothing but the plan and the answers. */
import type { PollRequest, Store } from '../../../src/store/contract';
import type { ActivityTask, QueryTask, Task, WorkflowTask } from '../../../src/model/task';
import type { ApplyResult, Transition } from '../../../src/model/transition';
import { SHARD, type TestServer } from '../suite/scene';
import { normalise, normaliseSnapshot } from './normalise';
import type { Plan } from './plan';
import { steps } from './steps';

export interface Played {
  readonly step: string;
  readonly answers: readonly unknown[];
  readonly snapshot: Record<string, unknown>;
}

export class Player {
  readonly store: Store;
  readonly workflowTasks: WorkflowTask[] = [];
  readonly activities: ActivityTask[] = [];
  readonly queries: QueryTask[] = [];
  /** Latest run of each workflow id. */
  readonly runs: string[] = [];
  lastPoll?: PollRequest;
  lastCompletion?: Transition;
  lastActivityCompletion?: Transition;
  readonly #server: TestServer;
  readonly #answers: unknown[] = [];
  #count = 0;

  constructor(server: TestServer, store: Store) {
    this.#server = server;
    this.store = store;
    store.inbox.onMessage((runId, topic, message) => this.#answers.push({ runId, topic, message }));
  }

  /** A number that was not used before. */
  next(): number {
    return ++this.#count;
  }

  pass(ms: number): Promise<void> {
    return this.#server.pass(ms);
  }

  async apply(transition: Transition): Promise<ApplyResult> {
    const result = await this.note(this.store.apply(SHARD, transition));
    if (result.outcome === 'applied') this.take(result.tasks);
    return result;
  }

  async poll(request: PollRequest): Promise<void> {
    this.lastPoll = request;
    const { tasks } = await this.note(this.store.poll(SHARD, request));
    this.take(tasks);
  }

  /** Keeps the answer for the comparison. */
  async note<T>(answer: Promise<T>): Promise<T> {
    const value = await answer;
    this.#answers.push(value);
    return value;
  }

  take(tasks: readonly Task[]): void {
    for (const task of tasks) {
      if (task.kind === 'workflow') this.workflowTasks.push(task);
      else if (task.kind === 'activity') this.activities.push(task);
      else this.queries.push(task);
    }
  }

  /** What the step brought, notifications last and in no order. */
  async harvest(step: string): Promise<Played> {
    const inbox = this.store.inbox.id;
    const raw = this.#answers.splice(0);
    const answers = raw.map((answer) => normalise(answer, inbox));
    const messages = answers.filter(isMessage).map((one) => JSON.stringify(one));
    const snapshot = normaliseSnapshot(await this.store.snapshot(SHARD), inbox);
    return { step, answers: [...answers.filter((one) => !isMessage(one)), messages.sort()], snapshot };
  }
}

/** Plays it all; one record for each step. */
export async function play(plan: Plan, server: TestServer): Promise<Played[]> {
  const store = await server.connect();
  const player = new Player(server, store);
  const played: Played[] = [];
  try {
    for (const [index, one] of plan.entries()) {
      await steps[one.step](player, one);
      // Notifications of a server need a moment.
      await player.pass(one.step === 'terminate' || one.step === 'answer' || one.step === 'completeTask' ? 3 : 0);
      played.push(await player.harvest(`${index} ${JSON.stringify(one)}`));
    }
  } finally {
    await store.close();
    await server.close();
  }
  return played;
}

function isMessage(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'topic' in answer && 'message' in answer;
}
