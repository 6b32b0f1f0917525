import { hostname } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { WorkerOptions } from './worker-options';

/** What an option is when it is not given. */
export const WORKER_DEFAULTS = {
  namespace: 'default',
  useVersioning: false,
  nonStickyToStickyPollRatio: 0.2,
  shutdownGraceTime: 0,
  maxConcurrentWorkflowTaskExecutions: 40,
  maxConcurrentActivityTaskExecutions: 100,
  maxConcurrentLocalActivityExecutions: 100,
  stickyQueueScheduleToStartTimeout: '10s',
  maxHeartbeatThrottleInterval: '60s',
  defaultHeartbeatThrottleInterval: '30s',
  enableNonLocalActivities: true,
  reuseV8Context: true,
  showStackTraceSources: false,
  disablePayloadErrorLimit: false,
} as const satisfies Partial<WorkerOptions>;

/** Workflow code may hold its thread this long before it is cut off. */
export const ISOLATE_EXECUTION_TIMEOUT_MS = 5_000;
/** With a debugger nothing is cut off: the longest time a timer takes. */
export const DEBUG_EXECUTION_TIMEOUT_MS = 4_294_967_295;

const MIB = 1024 * 1024;
/** Heap that is not for workflows, and workflows for each GiB of the rest. */
const REUSED_CONTEXT = { reservedMiB: 200, perGiB: 600 };
const OWN_CONTEXTS = { reservedMiB: 400, perGiB: 250 };
const FEWEST_CACHED_WORKFLOWS = 10;

/** `pid@hostname`. */
export function defaultIdentity(): string {
  return `${process.pid}@${hostname()}`;
}

/** How many workflows stay in memory, by the heap this process may have. */
export function defaultMaxCachedWorkflows(reuseV8Context: boolean): number {
  const { reservedMiB, perGiB } = reuseV8Context ? REUSED_CONTEXT : OWN_CONTEXTS;
  const heapMiB = getHeapStatistics().heap_size_limit / MIB;
  return Math.max(Math.floor((Math.max(heapMiB - reservedMiB, 0) * perGiB) / 1024), FEWEST_CACHED_WORKFLOWS);
}

/** Whether TEMPORAL_DEBUG asks for debug mode. */
export function debugModeFromEnvironment(): boolean {
  const value = process.env.TEMPORAL_DEBUG?.toLowerCase();
  return value === '1' || value === 't' || value === 'true';
}
