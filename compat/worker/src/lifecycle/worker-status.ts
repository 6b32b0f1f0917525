import type { EngineWorker } from '@perdure/engine';

/**
 * Where a worker stands.
 *
 * INITIALIZED: not run yet. RUNNING. STOPPING: shutdown was asked for. DRAINING: nothing is polled, what is in flight
 * goes on. DRAINED: nothing is in flight. STOPPED: `run()` has resolved. FAILED: `run()` has rejected.
 */
export type State = 'INITIALIZED' | 'RUNNING' | 'STOPPED' | 'STOPPING' | 'DRAINING' | 'DRAINED' | 'FAILED';

/** Whether tasks of a kind are asked for. */
export type PollerState = 'POLLING' | 'SHUTDOWN' | 'FAILED';

/** What a worker is doing. */
export interface WorkerStatus {
  runState: State;
  workflowPollerState: PollerState;
  activityPollerState: PollerState;
  hasOutstandingWorkflowPoll: boolean;
  hasOutstandingActivityPoll: boolean;
  numInFlightWorkflowActivations: number;
  numInFlightActivities: number;
  numInFlightNonLocalActivities: number;
  numInFlightLocalActivities: number;
  numCachedWorkflows: number;
  numHeartbeatingActivities: number;
}

/** Numbers the handlers of a worker count themselves. */
export interface WorkerCounts {
  readonly activations: number;
  /** Local ones included. */
  readonly activities: number;
  readonly localActivities: number;
  readonly cachedWorkflows: number;
}

/** The status of a worker in this state. */
export function workerStatus(runState: State, engine: EngineWorker['status'], counts: WorkerCounts): WorkerStatus {
  const poller = pollerState(runState);
  return {
    runState,
    workflowPollerState: poller,
    activityPollerState: poller,
    hasOutstandingWorkflowPoll: engine.pollingWorkflows,
    hasOutstandingActivityPoll: engine.pollingActivities,
    numInFlightWorkflowActivations: counts.activations,
    numInFlightActivities: counts.activities,
    numInFlightNonLocalActivities: counts.activities - counts.localActivities,
    numInFlightLocalActivities: counts.localActivities,
    numCachedWorkflows: counts.cachedWorkflows,
    numHeartbeatingActivities: engine.heartbeatingActivities,
  };
}

function pollerState(state: State): PollerState {
  if (state === 'INITIALIZED' || state === 'RUNNING') return 'POLLING';
  return state === 'FAILED' ? 'FAILED' : 'SHUTDOWN';
}
