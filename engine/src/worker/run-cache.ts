/**
 * The runs a worker keeps warm: their replay machines, and through the handler their sandboxes. Least recently used
 * ones go first; a run that is being worked on is never dropped.
 */
import type { HistoryEvent, WorkflowExecutionStarted } from '../model/event';
import type { PayloadMap } from '../model/payload';
import type { WorkflowTask } from '../model/task';
import type { RunLocalActivities } from './local/local-activities';
import { createRunMachine, type RunMachine } from '../replay/run-machine';
import type { WatchedRun } from '../telemetry/workflow-task-spans';

export interface CachedRun extends WatchedRun {
  readonly runId: string;
  readonly machine: RunMachine;
  readonly started: WorkflowExecutionStarted & { readonly timeMs: number };
  /** WorkflowTaskStarted id of the task it has completed last. */
  completedStartedEventId: number;
  /** As the history says them. */
  searchAttributes: PayloadMap | undefined;
  busy: boolean;
  /** Absent until the code asks for one. */
  locals?: RunLocalActivities;
  /** The task that followed the last one at once, because of local activities. */
  renewed?: WorkflowTask;
}

export interface RunCache {
  readonly size: number;
  get(runId: string): CachedRun | undefined;
  add(run: CachedRun): void;
  /** Forgets the run and its sandbox. */
  evict(runId: string): void;
  /** Drops the least recently used idle runs beyond the limit, and says how many. */
  trim(): number;
  clear(): void;
}

export function createRunCache(limit: number, dropSandbox: (runId: string) => void): RunCache {
  const runs = new Map<string, CachedRun>();
  const evict = (runId: string): void => {
    runs.get(runId)?.locals?.giveUp('NOT_FOUND');
    if (runs.delete(runId)) dropSandbox(runId);
  };
  return {
    get size() {
      return runs.size;
    },
    get(runId) {
      const run = runs.get(runId);
      if (!run) return undefined;
      runs.delete(runId);
      runs.set(runId, run);
      return run;
    },
    add: (run) => void runs.set(run.runId, run),
    evict,
    trim() {
      const before = runs.size;
      for (const run of runs.values()) {
        if (runs.size <= limit) break;
        if (!run.busy) evict(run.runId);
      }
      return before - runs.size;
    },
    clear() {
      for (const runId of [...runs.keys()]) evict(runId);
    },
  };
}

/** A run that is played from its first event; in use until `busy` is taken back. */
export function newRun(cache: RunCache, runId: string, events: readonly HistoryEvent[]): CachedRun {
  const started = events[0];
  if (started?.type !== 'WorkflowExecutionStarted') throw new Error(`the history of run ${runId} has no start`);
  const run: CachedRun = {
    runId,
    machine: createRunMachine(),
    started,
    completedStartedEventId: 0,
    searchAttributes: started.searchAttributes,
    busy: true,
  };
  cache.add(run);
  return run;
}

/** Search attributes after these events. */
export function foldSearchAttributes(
  before: PayloadMap | undefined,
  events: readonly Pick<HistoryEvent, 'type'>[],
): PayloadMap | undefined {
  let result = before;
  for (const event of events as readonly HistoryEvent[]) {
    if (event.type === 'UpsertWorkflowSearchAttributes') result = { ...result, ...event.searchAttributes };
  }
  return result;
}
