/**
 * Carries out workflow and query tasks: history through the replay machine, activations through the sandbox, commands
 * through decide/ to the store.
 *
 * 1. One task of a run at a time in this process.
 * 2. After anything that leaves machine or sandbox in doubt, both are dropped and the next task replays.
 * 3. What a task asked for exists once its completion is applied, and not before.
 */
import { COMPLETE_OUTCOMES, failTask } from '../decide/complete-task';
import { isEngineError } from '../errors';
import type { HistoryEvent } from '../model/event';
import { shortId } from '../model/ids';
import type { QueryTask, Task, WorkflowTask } from '../model/task';
import type { ApplyResult, EagerOffer, Transition } from '../model/transition';
import type { TaskOutcome } from '../replay/run-machine';
import { tracedQuery } from '../telemetry/query';
import { measured } from '../telemetry/requests';
import type { WorkerTelemetry } from '../telemetry/worker';
import { watchWorkflowTask, type WorkflowTaskWatch } from '../telemetry/workflow-task';
import type { TaskPlace } from '../telemetry/workflow-task-spans';
import { checkTypes, closes, completion, failedRun, leftNoTrace } from './completion';
import { playTask, type PlayTaskOptions } from './local/play-task';
import { runQuery } from './query-tasks';
import { type CachedRun, createRunCache, foldSearchAttributes, newRun, type RunCache } from './run-cache';
import { describeFailure, MAX_LOST, nondeterminismFailure, SandboxLost } from './task-failure';

export interface WorkflowTasksOptions extends PlayTaskOptions {
  readonly place: TaskPlace;
  readonly telemetry: WorkerTelemetry;
  readonly identity: string;
  readonly maxCachedWorkflows: number;
  /** This worker's name for sticky queues; undefined when nothing is kept warm, or not any more. */
  readonly sticky: () => string | undefined;
  /** What the worker can take on at once; the places are reserved until `onEager` has said what came. */
  readonly reserveEager: () => EagerOffer | undefined;
  /** For the task that follows one with local activities: it takes its place. */
  readonly renewOffer: () => EagerOffer;
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
    task.kind === 'query' ? tracedQuery(task, () => runQuery(options, cache, task)) : runTask(options, cache, task);
  return {
    get cachedRuns() {
      return cache.size;
    },
    holds: (runId) => cache.get(runId) !== undefined,
    async run(task) {
      const again = (): Promise<void> => work(task);
      const before = turns.get(task.runId);
      const turn = before ? before.then(again, again) : again();
      turns.set(task.runId, turn);
      try {
        await turn;
      } finally {
        if (turns.get(task.runId) === turn) turns.delete(task.runId);
        const evicted = cache.trim();
        options.telemetry.cacheSize(cache.size, evicted);
      }
    },
    close: () => cache.clear(),
  };
}

async function runTask(options: WorkflowTasksOptions, cache: RunCache, first: WorkflowTask, lost = 0): Promise<void> {
  let run: CachedRun | undefined;
  let task = first;
  let watch = watchWorkflowTask(options.place, task);
  try {
    const warm = await warmRun(options, cache, task);
    run = warm.run;
    try {
      await carryOut(options, cache, { run, task, watch }, warm.events);
      for (let renewed = run.renewed; renewed; renewed = run.renewed) {
        const seen = task.startedEventId;
        task = renewed;
        watch = watchWorkflowTask(options.place, task);
        await carryOut(options, cache, { run, task, watch }, await eventsAfter(options, seen, task));
      }
    } finally {
      run.busy = false;
    }
  } catch (error) {
    cache.evict(task.runId);
    if (error instanceof SandboxLost && lost < MAX_LOST) {
      watch?.dropped();
      await runTask(options, cache, task, lost + 1);
    } else await fail(options, { run, task, watch }, error);
  }
}

/** A task that is being carried out. */
interface Work<R = CachedRun> {
  readonly run: R;
  readonly task: WorkflowTask;
  readonly watch: WorkflowTaskWatch | undefined;
}

/** Plays one task and completes it; when it was renewed, the next is `run.renewed`. */
async function carryOut(
  options: WorkflowTasksOptions,
  cache: RunCache,
  work: Work,
  events: readonly HistoryEvent[],
): Promise<void> {
  const { run, task, watch } = work;
  run.renewed = undefined;
  watch?.begin(run, events);
  run.machine.feed({
    runId: task.runId,
    namespace: options.namespace.store.namespace,
    events,
    updates: task.updates,
    queries: task.queries,
  });
  run.searchAttributes = foldSearchAttributes(run.searchAttributes, events);
  const play = (): ReturnType<typeof playTask> => playTask(options, run, task, watch);
  const played = await (watch ? watch.within(play) : play());
  const finished = run.machine.finish();
  const outcome = watch ? { ...finished, commands: watch.commands(finished.commands) } : finished;
  if (played === 'done') await complete(options, cache, work, outcome);
  else run.renewed = await renew(options, cache, work, { outcome, handOver: played === 'hand over' });
}

/** The run's machine and the events it has not seen: what is warm is used, anything else is replayed. */
async function warmRun(
  options: WorkflowTasksOptions,
  cache: RunCache,
  task: WorkflowTask,
): Promise<{ run: CachedRun; events: readonly HistoryEvent[] }> {
  const cached = cache.get(task.runId);
  const current = cached?.completedStartedEventId === task.previousStartedEventId;
  if (cached && current && !task.paged) {
    options.telemetry.cache('hit');
    cached.busy = true;
    return { run: cached, events: task.events };
  }
  if (task.previousStartedEventId > 0) options.telemetry.cache('miss');
  cache.evict(task.runId);
  const events = task.warm || task.paged ? await readWhole(options, task) : task.events;
  return { run: newRun(cache, task.runId, events), events };
}

/** What a renewed task brings beyond what the machine has seen; it may come with the whole history, or without. */
async function eventsAfter(
  options: WorkflowTasksOptions,
  seenEventId: number,
  task: WorkflowTask,
): Promise<readonly HistoryEvent[]> {
  const events = task.paged ? await readWhole(options, task) : task.events;
  return events.filter(({ eventId }) => eventId > seenEventId);
}

/** The stored history up to the task's start; the last two events of a virtual task are only in the task. */
async function readWhole(options: WorkflowTasksOptions, task: WorkflowTask): Promise<readonly HistoryEvent[]> {
  const { applier, store } = options.namespace;
  const tail = task.virtual ? task.events.slice(-2) : [];
  const until = task.startedEventId - tail.length;
  const stored = await store.readHistory(applier.shardOf(task.workflowId), task.runId, 1, until);
  return [...stored, ...tail];
}

async function complete(
  options: WorkflowTasksOptions,
  cache: RunCache,
  { run, task, watch }: Work,
  outcome: TaskOutcome,
): Promise<void> {
  const offer = options.reserveEager();
  let tasks: readonly Task[] = [];
  try {
    const transition = completion(options, run, task, outcome, offer);
    const result = await answered(options, task, transition);
    checkTypes(transition, result);
    if (result.outcome !== 'applied' || COMPLETE_OUTCOMES[result.alternative] !== 'completed') {
      watch?.dropped();
      cache.evict(task.runId);
    } else if (closes(outcome) || options.maxCachedWorkflows === 0) {
      run.locals?.giveUp('CANCELLED');
      cache.evict(task.runId);
    } else if (!leftNoTrace(task, outcome)) {
      run.completedStartedEventId = task.startedEventId;
    }
    if (result.outcome === 'applied') tasks = result.tasks;
    watch?.completed(outcome);
  } finally {
    options.onEager(offer, tasks);
  }
}

/**
 * Completes a task whose local activities go on, and takes the one that follows at once. Handed over, it is for another
 * worker. Undefined: this worker has no part in the run any more.
 */
async function renew(
  options: WorkflowTasksOptions,
  cache: RunCache,
  { run, task, watch }: Work,
  { outcome, handOver }: { readonly outcome: TaskOutcome; readonly handOver: boolean },
): Promise<WorkflowTask | undefined> {
  const offer = handOver ? undefined : options.renewOffer();
  const transition = completion(options, run, task, outcome, offer, handOver ? 'hand over' : 'renew');
  const result = await answered(options, task, transition);
  checkTypes(transition, result);
  if (result.outcome === 'applied') watch?.completed(outcome);
  else watch?.dropped();
  const tasks = result.outcome === 'applied' ? result.tasks : [];
  const next = tasks.find((one): one is WorkflowTask => one.kind === 'workflow' && one.runId === task.runId);
  if (next) run.completedStartedEventId = task.startedEventId;
  else cache.evict(task.runId);
  return next;
}

function answered(options: WorkflowTasksOptions, task: WorkflowTask, transition: Transition): Promise<ApplyResult> {
  const { namespace, place } = options;
  const apply = (): Promise<ApplyResult> => namespace.applier.apply(task.workflowId, transition);
  return measured('RespondWorkflowTaskCompleted', place.namespace, apply);
}

/**
 * Reports a task that could not be carried out. Where the handler says so, nondeterminism ends the run instead of its
 * task.
 */
async function fail(
  options: WorkflowTasksOptions,
  { run, task, watch }: Work<CachedRun | undefined>,
  error: unknown,
): Promise<void> {
  options.onError(error, `workflow task of "${task.workflowId}" (run ${task.runId}, attempt ${task.attempt})`);
  // The store did not answer: whether the completion was applied is not known, and the task's own timer knows what to do.
  if (isEngineError(error, 'UNAVAILABLE') || isEngineError(error, 'CANCELLED')) return watch?.dropped();
  const failure = describeFailure(error);
  watch?.failed(error, failure.cause);
  const endsRun =
    run !== undefined &&
    failure.cause === 'NON_DETERMINISTIC_ERROR' &&
    options.handler.nondeterminismFailsWorkflow(run.started.workflowType);
  const transition = endsRun
    ? failedRun(options, run, task, nondeterminismFailure(failure))
    : failTask(task, shortId(), { ...failure, identity: options.identity });
  const apply = (): Promise<ApplyResult> => options.namespace.applier.apply(task.workflowId, transition);
  await measured('RespondWorkflowTaskFailed', options.place.namespace, apply).catch((fault: unknown) =>
    options.onError(fault, `reporting a failed task of run ${task.runId}`),
  );
}
