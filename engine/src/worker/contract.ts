/**
 * What a worker of the engine does: polls, runs workflow tasks through the replay machine and a sandbox, runs
 * activities through a handler, sends heartbeats, and runs the shard loops (timers, outboxes, retention) while it lives.
 */
import type { Activation, ActivationResult } from '../model/activation';
import type { Failure } from '../model/failure';
import type { Payload } from '../model/payload';
import type { ActivityTask } from '../model/task';

export interface EngineWorkerOptions {
  readonly taskQueue: string;
  readonly identity: string;
  /** Absent: no workflow tasks are polled. */
  readonly workflows?: WorkflowHandler;
  /** Absent: no activity tasks are polled. */
  readonly activities?: ActivityHandler;
  readonly maxConcurrentWorkflowTasks: number;
  readonly maxConcurrentActivities: number;
  /** Runs local activities; absent: they fail, and are tried again. */
  readonly localActivities?: ActivityHandler;
  /** Default 100. */
  readonly maxConcurrentLocalActivities?: number;
  /** Runs kept warm; 0: every task is replayed from its first event. */
  readonly maxCachedWorkflows: number;
  readonly maxActivitiesPerSecond?: number;
  readonly maxTaskQueueActivitiesPerSecond?: number;
  /** What closed runs are kept for. Default 72 h. */
  readonly retentionMs?: number;
  readonly onError?: (error: unknown, context: string) => void;
}

/** The sandbox side. Payloads in activations and results are decoded and encoded by the implementation (codecs). */
export interface WorkflowHandler {
  /** Always resolves; see ActivationResult. */
  activate(activation: Activation): Promise<ActivationResult>;
  evict(runId: string): Promise<void>;
  /** Runs whose sandbox was lost; they are replayed with their next task. */
  onLost(listener: (runIds: readonly string[]) => void): void;
  /** Whether a failed workflow task of this type fails the run when it is nondeterminism (workflowFailureErrorTypes). */
  nondeterminismFailsWorkflow(workflowType: string): boolean;
}

export type ActivityOutcome =
  | { readonly status: 'completed'; readonly result: readonly Payload[] }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'cancelled'; readonly details: readonly Payload[] }
  /** Completed later, from outside, by token or id. */
  | { readonly status: 'willCompleteAsync' };

/** Why an activity is told to stop. Names are Temporal's. */
export type ActivityCancelReason = 'NOT_FOUND' | 'CANCELLED' | 'TIMED_OUT' | 'WORKER_SHUTDOWN' | 'PAUSED' | 'RESET';

export interface ActivityControl {
  /** Opaque; what `EngineClient.completeActivity` takes. */
  readonly taskToken: string;
  /** Fires once. */
  readonly onCancel: (listener: (reason: ActivityCancelReason) => void) => void;
  /**
   * Records details; sent throttled (0.8 of the heartbeat timeout, or 30 s; at most 60 s), the last value wins. Never
   * throws. What it learns comes through `onCancel`.
   */
  heartbeat(details: readonly Payload[]): void;
}

export interface ActivityHandler {
  readonly maxHeartbeatThrottleIntervalMs: number;
  readonly defaultHeartbeatThrottleIntervalMs: number;
  /** Always resolves. Local timeouts (start-to-close, heartbeat) reach it through `onCancel`. */
  run(task: ActivityTask, control: ActivityControl): Promise<ActivityOutcome>;
}

export interface EngineWorker {
  /** Polls until `shutdown` has been called and everything in flight has ended. Rejects on a fatal error. */
  run(): Promise<void>;
  /** Stops polling. Workflow tasks and activities in flight go on. */
  stopPolling(): void;
  /** Tells every running activity to stop. */
  cancelActivities(reason: ActivityCancelReason): void;
  readonly status: {
    readonly workflowTasksInFlight: number;
    readonly activitiesInFlight: number;
    readonly localActivitiesInFlight: number;
    readonly cachedRuns: number;
    readonly heartbeatingActivities: number;
    readonly pollingWorkflows: boolean;
    readonly pollingActivities: boolean;
  };
}
