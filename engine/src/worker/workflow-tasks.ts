/**
 * Carries out workflow and query tasks: history through the replay machine, activations through the sandbox, commands
 * through decide/ to the store.
 *
 * 1. One task of a run at a time in this process.
 * 2. After anything that leaves machine or sandbox in doubt, both are dropped and the next task replays.
 * 3. What a task asked for exists once its completion is applied, and not before.
 */
import { COMPLETE_OUTCOMES, completeTask, failTask } from '../decide/complete-task';
import { terminateEffects } from '../decide/terminate';
import { holdsToken } from '../decide/guards';
import { LIMITS } from '../limits';
import type { HistoryEvent, WorkflowTaskFailedCause } from '../model/event';
import type { Failure } from '../model/failure';
import { newId } from '../model/ids';
import type { QueryTask, Task, WorkflowTask } from '../model/task';
import type { EagerOffer, Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import { NondeterminismError } from '../replay/nondeterminism-error';
import { createRunMachine, type RunMachine, type TaskOutcome } from '../replay/run-machine';
import type { WorkflowHandler } from './contract';
import { type CachedRun, createRunCache, foldSearchAttributes, type RunCache } from './run-cache';

export interface WorkflowTasksOptions {
  readonly namespace: Namespace;
  readonly handler: WorkflowHandler;
  readonly identity: string;
  readonly maxCachedWorkflows: number;
  /** This worker's name for sticky queues; undefined when nothing is kept warm. */
  readonly sticky: string | undefined;
  /** What the worker can take on at once; the places are reserved until `onEager` has said what came. */
  readonly reserveEager: () => EagerOffer | undefined;
  readonly onEager: (offer: EagerOffer | undefined, tasks: readonly Task[]) => void;
  readonly onError: (error: unknown, context: string) => void;
}

export interface WorkflowTasks {
  readonly cachedRuns: number;
  holds(runId: string): boolean;
  run(task: WorkflowTask | QueryTask): Promise<void>;
  close(): void;
}

export function createWorkflowTasks(options: WorkflowTasksOptions): WorkflowTasks {
  const cache = createRunCache(options.maxCachedWorkflows, (runId) => {
    options.handler.evict(runId).catch((error: unknown) => options.onError(error, `evicting run ${runId}`));
  });
  options.handler.onLost((runIds) => {
    for (const runId of runIds) cache.evict(runId);
  });
  const turns = new Map<string, Promise<void>>();
  const work = (task: WorkflowTask | QueryTask): Promise<void> =>
    task.kind === 'query' ? runQuery(options, cache, task) : runTask(options, cache, task);
  return {
    get cachedRuns() {
      return cache.size;
    },
    holds: (runId) => cache.get(runId) !== undefined,
    async run(task) {
      const before = turns.get(task.runId);
      const turn = before ? before.then(() => work(task)) : work(task);
      turns.set(task.runId, turn);
      try {
        await turn;
      } finally {
        if (turns.get(task.runId) === turn) turns.delete(task.runId);
        cache.trim();
      }
    },
    close: () => cache.clear(),
  };
}

async function runTask(options: WorkflowTasksOptions, cache: RunCache, task: WorkflowTask): Promise<void> {
  try {
    const { run, events } = await warmRun(options, cache, task);
    run.busy = true;
    try {
      run.machine.feed({
        runId: task.runId,
        namespace: options.namespace.store.namespace,
        events,
        updates: task.updates,
        queries: task.queries,
      });
      run.searchAttributes = foldSearchAttributes(run.searchAttributes, events);
      const outcome = await play(options.handler, run.machine);
      await complete(options, cache, run, task, outcome);
    } finally {
      run.busy = false;
    }
  } catch (error) {
    cache.evict(task.runId);
    await fail(options, task, error);
  }
}

/** The run's machine and the events it has not seen: what is warm is used, anything else is replayed. */
async function warmRun(
  options: WorkflowTasksOptions,
  cache: RunCache,
  task: WorkflowTask,
): Promise<{ run: CachedRun; events: readonly HistoryEvent[] }> {
  const cached = cache.get(task.runId);
  const current = cached?.completedStartedEventId === task.previousStartedEventId;
  if (cached && current && !task.paged) return { run: cached, events: task.events };
  cache.evict(task.runId);
  const events = task.warm || task.paged ? await readWhole(options, task) : task.events;
  return { run: newRun(cache, task.runId, events), events };
}

/** The stored history up to the task's start; the last two events of a virtual task are only in the task. */
async function readWhole(options: WorkflowTasksOptions, task: WorkflowTask): Promise<readonly HistoryEvent[]> {
  const { applier, store } = options.namespace;
  const tail = task.virtual ? task.events.slice(-2) : [];
  const until = task.startedEventId - tail.length;
  const stored = await store.readHistory(applier.shardOf(task.workflowId), task.runId, 1, until);
  return [...stored, ...tail];
}

function newRun(cache: RunCache, runId: string, events: readonly HistoryEvent[]): CachedRun {
  const started = events[0];
  if (started?.type !== 'WorkflowExecutionStarted') throw new Error(`the history of run ${runId} has no start`);
  const run: CachedRun = {
    runId,
    machine: createRunMachine(),
    started,
    completedStartedEventId: 0,
    searchAttributes: started.searchAttributes,
    busy: false,
  };
  cache.add(run);
  return run;
}

/** A failed activation; the failure is what the history will say. */
class ActivationFailed extends Error {
  readonly failure: Failure;
  readonly nondeterminism: boolean;

  constructor(failure: Failure, nondeterminism: boolean) {
    super(failure.message);
    this.failure = failure;
    this.nondeterminism = nondeterminism;
  }
}

async function play(handler: WorkflowHandler, machine: RunMachine): Promise<TaskOutcome> {
  for (let activation = machine.next(); activation; activation = machine.next()) {
    const result = await handler.activate(activation);
    if (result.status === 'failed') throw new ActivationFailed(result.failure, result.nondeterminism ?? false);
    machine.submit(result.commands);
  }
  return machine.finish();
}

async function complete(
  options: WorkflowTasksOptions,
  cache: RunCache,
  run: CachedRun,
  task: WorkflowTask,
  outcome: TaskOutcome,
): Promise<void> {
  const offer = options.reserveEager();
  let tasks: readonly Task[] = [];
  try {
    const transition = completion(options, run, task, outcome, offer);
    const result = await options.namespace.applier.apply(task.workflowId, transition);
    if (result.outcome !== 'applied' || COMPLETE_OUTCOMES[result.alternative] !== 'completed') {
      cache.evict(task.runId);
    } else if (closes(outcome) || options.maxCachedWorkflows === 0) {
      cache.evict(task.runId);
    } else if (!leftNoTrace(task, outcome)) {
      run.completedStartedEventId = task.startedEventId;
    }
    if (result.outcome === 'applied') tasks = result.tasks;
  } finally {
    options.onEager(offer, tasks);
  }
}

function completion(
  options: WorkflowTasksOptions,
  run: CachedRun,
  task: WorkflowTask,
  outcome: TaskOutcome,
  offer: EagerOffer | undefined,
): Transition {
  if (overLimit(task, outcome)) return tooLong(options, task);
  const { namespace, identity } = options;
  return completeTask(
    {
      task,
      requestId: newId(),
      commands: outcome.commands,
      updatesHandled: task.updates.length,
      queryAnswers: outcome.queryAnswers.map(({ queryId, answer }) => ({ queryId, answer: JSON.stringify(answer) })),
      langUsedFlags: outcome.usedFlags?.langUsedFlags,
      coreUsedFlags: outcome.usedFlags?.coreUsedFlags,
      sticky: options.sticky,
      eager: offer,
    },
    {
      namespace: namespace.store.namespace,
      started: run.started,
      runStartMs: run.started.timeMs,
      nowMs: namespace.clock.nowMs(),
      identity,
      retentionMs: namespace.retentionMs(),
      searchAttributes: outcome.commands.reduce(
        (all, command) => (command.kind === 'upsertSearchAttributes' ? { ...all, ...command.searchAttributes } : all),
        run.searchAttributes,
      ),
      newId,
    },
  );
}

function closes(outcome: TaskOutcome): boolean {
  const kind = outcome.commands.at(-1)?.kind;
  return kind === 'completeWorkflow' || kind === 'failWorkflow' || kind === 'cancelWorkflow' || kind === 'continueAsNew';
}

/** As decide/complete-task has it: only rejections, so the store forgot the task. */
function leftNoTrace(task: WorkflowTask, outcome: TaskOutcome): boolean {
  return task.virtual && task.attempt === 1 && outcome.commands.every(({ kind }) => kind === 'rejectUpdate');
}

function overLimit(task: WorkflowTask, outcome: TaskOutcome): boolean {
  return task.startedEventId + outcome.commands.length > LIMITS.historyEvents && !closes(outcome);
}

/** A run that never continues as new is ended before its history can no longer be replayed. */
function tooLong(options: WorkflowTasksOptions, task: WorkflowTask): Transition {
  const effects = terminateEffects({
    reason: 'Workflow history count exceeds limit.',
    identity: options.identity,
    retentionMs: options.namespace.retentionMs(),
  });
  return {
    target: { workflowId: task.workflowId, runId: task.runId },
    alternatives: [{ guards: [holdsToken(task.token)], effects }],
  };
}

async function fail(options: WorkflowTasksOptions, task: WorkflowTask, error: unknown): Promise<void> {
  const { cause, failure } = describeFailure(error);
  options.onError(error, `workflow task of "${task.workflowId}" (run ${task.runId}, attempt ${task.attempt})`);
  const transition = failTask(task, newId(), { cause, failure, identity: options.identity });
  await options.namespace.applier
    .apply(task.workflowId, transition)
    .catch((fault: unknown) => options.onError(fault, `reporting a failed task of run ${task.runId}`));
}

function describeFailure(error: unknown): { cause: WorkflowTaskFailedCause; failure: Failure } {
  if (error instanceof ActivationFailed) {
    const cause = error.nondeterminism ? 'NON_DETERMINISTIC_ERROR' : 'WORKFLOW_WORKER_UNHANDLED_FAILURE';
    return { cause, failure: error.failure };
  }
  const fault = error instanceof Error ? error : new Error(String(error));
  return {
    cause: error instanceof NondeterminismError ? 'NON_DETERMINISTIC_ERROR' : 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    failure: {
      message: fault.message,
      source: 'Server',
      stackTrace: fault.stack,
      info: { kind: 'application', type: fault.name },
    },
  };
}

async function runQuery(options: WorkflowTasksOptions, cache: RunCache, task: QueryTask): Promise<void> {
  const { namespace } = options;
  const answer = await answerQuery(options, cache, task);
  await namespace.applier.apply(task.workflowId, {
    target: { workflowId: task.workflowId, runId: task.runId },
    alternatives: [
      { guards: [], effects: [{ do: 'answerQuery', queryId: task.query.queryId, answer: JSON.stringify(answer) }] },
    ],
  });
}

async function answerQuery(
  options: WorkflowTasksOptions,
  cache: RunCache,
  task: QueryTask,
): Promise<TaskOutcome['queryAnswers'][number]['answer']> {
  const { store, applier } = options.namespace;
  try {
    const cached = cache.get(task.runId);
    const current = cached?.completedStartedEventId === task.previousStartedEventId;
    let events: readonly HistoryEvent[] = [];
    let run = current ? cached : undefined;
    if (!run) {
      cache.evict(task.runId);
      events =
        task.warm || task.paged
          ? await store.readHistory(applier.shardOf(task.workflowId), task.runId, 1)
          : task.events;
      run = newRun(cache, task.runId, events);
    }
    run.busy = true;
    run.machine.feedQuery({ runId: task.runId, namespace: store.namespace, events, query: task.query });
    const outcome = await play(options.handler, run.machine);
    run.completedStartedEventId = task.previousStartedEventId;
    run.searchAttributes = foldSearchAttributes(run.searchAttributes, events);
    run.busy = false;
    const answer = outcome.queryAnswers.find(({ queryId }) => queryId === task.query.queryId)?.answer;
    return answer ?? { failure: { message: 'The query was not answered', source: 'Server' } };
  } catch (error) {
    cache.evict(task.runId);
    return { failure: describeFailure(error).failure };
  }
}
