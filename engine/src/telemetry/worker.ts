/** Metrics of a worker as a whole: slots, pollers, polls, its cache of runs. Nothing is kept here. */
import { currentMetrics, type MetricName } from './metrics';

type PolledKind = 'workflow' | 'activity';

/** Temporal's names. */
const WORKER_TYPES = { workflow: 'WorkflowWorker', activity: 'ActivityWorker', local: 'LocalActivityWorker' } as const;
const POLLER_TYPES = { workflow: 'workflow_task', activity: 'activity_task' } as const;

export interface WorkerTelemetry {
  started(): void;
  pollers(kind: PolledKind, count: number): void;
  slots(kind: keyof typeof WORKER_TYPES, slots: { readonly used: number; readonly free: number }): void;
  /** A poll has brought so many tasks. */
  polled(kind: PolledKind, tasks: number): void;
  /** A workflow task found its run warm, or had to replay it. */
  cache(found: 'hit' | 'miss'): void;
  cacheSize(runs: number, evicted: number): void;
}

export function createWorkerTelemetry(namespace: string, taskQueue: string): WorkerTelemetry {
  const labels = { namespace, task_queue: taskQueue };
  const record = (name: MetricName, value: number, more?: Record<string, string>): void => {
    currentMetrics()?.record(name, value, more ? { ...labels, ...more } : labels);
  };
  return {
    started: () => record('worker_start', 1),
    pollers: (kind, count) => record('num_pollers', count, { poller_type: POLLER_TYPES[kind] }),
    slots(kind, { used, free }) {
      const workerType = { worker_type: WORKER_TYPES[kind] };
      record('worker_task_slots_used', used, workerType);
      record('worker_task_slots_available', free, workerType);
    },
    polled(kind, tasks) {
      if (kind === 'activity') {
        if (tasks === 0) record('activity_poll_no_task', 1);
      } else if (tasks === 0) record('workflow_task_queue_poll_empty', 1);
      else record('workflow_task_queue_poll_succeed', tasks);
    },
    cache: (found) => record(found === 'hit' ? 'sticky_cache_hit' : 'sticky_cache_miss', 1),
    cacheSize(runs, evicted) {
      record('sticky_cache_size', runs);
      if (evicted > 0) record('sticky_cache_total_forced_eviction', evicted);
    },
  };
}
