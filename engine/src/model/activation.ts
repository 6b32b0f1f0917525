import type { Command } from './command';
import type { ExecutionRef, ParentRef } from './event';
import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';
import type { Priority } from './priority';
import type { RetryPolicy } from './retry-policy';

/**
 * One entry into a run's workflow code. Jobs are in the order in which the code must see them: initialize,
 * patches, random seed, signals and updates as they arrived, everything else, and queries alone in an
 * activation of their own (spec 9.1).
 */
export interface Activation {
  readonly runId: string;
  /** What `Date.now()` answers during the whole activation: the time of the WorkflowTaskStarted event. */
  readonly timestampMs: number;
  /** True while commands are compared with recorded events. */
  readonly isReplaying: boolean;
  /** Events before the workflow task that this activation belongs to has started. */
  readonly historyLength: number;
  readonly historySizeBytes: number;
  readonly continueAsNewSuggested: boolean;
  /**
   * While replaying: flags of the workflow runtime that the history has up to and including this task; others are off,
   * so that old histories are replayed the old way. Absent when all are on, as they are for code that runs for the first time.
   */
  readonly langFlags?: readonly number[];
  /** Beside `langFlags`, in histories that Temporal's SDK wrote: its version and the build of the worker. */
  readonly sdkVersion?: string;
  readonly buildId?: string;
  readonly jobs: readonly Job[];
}

/** Everything `workflowInfo()` needs that does not change during a run. */
export interface RunInfo {
  readonly namespace: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly firstExecutionRunId: string;
  readonly originalExecutionRunId: string;
  readonly continuedFromExecutionRunId?: string;
  readonly attempt: number;
  /** Start of the chain and of this run. */
  readonly startTimeMs: number;
  readonly runStartTimeMs: number;
  readonly executionTimeoutMs?: number;
  readonly executionExpirationTimeMs?: number;
  readonly runTimeoutMs?: number;
  readonly taskTimeoutMs: number;
  readonly retryPolicy?: RetryPolicy;
  readonly cronSchedule?: string;
  readonly cronScheduleToScheduleIntervalMs?: number;
  readonly parent?: ParentRef;
  readonly root?: ExecutionRef;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly lastResult?: readonly Payload[];
  readonly lastFailure?: Failure;
  readonly priority?: Priority;
}

export type Job =
  | {
      readonly kind: 'initializeWorkflow';
      readonly info: RunInfo;
      readonly args: readonly Payload[];
      readonly header: PayloadMap;
      /** Seed of `Math.random` and `uuid4`. */
      readonly randomnessSeed: string;
    }
  | { readonly kind: 'fireTimer'; readonly seq: number }
  | { readonly kind: 'notifyHasPatch'; readonly patchId: string }
  /** The run was reset: from here on its random source has another seed. */
  | { readonly kind: 'updateRandomSeed'; readonly randomnessSeed: string }
  | {
      readonly kind: 'signalWorkflow';
      readonly signalName: string;
      readonly args: readonly Payload[];
      readonly header: PayloadMap;
      readonly identity?: string;
    }
  | {
      readonly kind: 'doUpdate';
      readonly updateId: string;
      readonly name: string;
      readonly args: readonly Payload[];
      readonly header: PayloadMap;
      /** False on replay: it was accepted before. */
      readonly runValidator: boolean;
    }
  | { readonly kind: 'cancelWorkflow'; readonly reason?: string }
  | { readonly kind: 'resolveActivity'; readonly seq: number; readonly resolution: ActivityResolution }
  | {
      readonly kind: 'resolveChildStart';
      readonly seq: number;
      readonly resolution:
        | { readonly status: 'started'; readonly runId: string }
        | { readonly status: 'failed'; readonly workflowId: string; readonly workflowType: string }
        | { readonly status: 'cancelled'; readonly failure: Failure };
    }
  | { readonly kind: 'resolveChild'; readonly seq: number; readonly resolution: Resolution }
  | { readonly kind: 'resolveSignalExternal'; readonly seq: number; readonly failure?: Failure }
  | { readonly kind: 'resolveCancelExternal'; readonly seq: number; readonly failure?: Failure }
  | {
      readonly kind: 'queryWorkflow';
      readonly queryId: string;
      readonly name: string;
      readonly args: readonly Payload[];
      readonly header: PayloadMap;
    };

export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;

/** How an activity or child ended. Failures are complete: an `activity` or `childWorkflow` failure with its cause. */
export type Resolution =
  | { readonly status: 'completed'; readonly result: readonly Payload[] }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'cancelled'; readonly failure: Failure };

/** How an activity ended; a local one may have to wait for its next attempt longer than a workflow task may take. */
export type ActivityResolution = Resolution | LocalBackoff;

/** The code starts a timer, and then schedules the local activity again with this attempt. */
export interface LocalBackoff {
  readonly status: 'backoff';
  readonly attempt: number;
  readonly backoffMs: number;
  readonly originalScheduleTimeMs: number;
}

/** A log line or sink call that left workflow code; carried out after the activation (spec 9.20). */
export interface SinkCall {
  readonly sink: string;
  readonly fn: string;
  readonly args: readonly unknown[];
  /** True when it was made while recorded history was being replayed. */
  readonly replaying: boolean;
}

/** What comes back from one activation. */
export type ActivationResult =
  | {
      readonly status: 'ok';
      readonly commands: readonly Command[];
      readonly sinkCalls: readonly SinkCall[];
    }
  | {
      /** The workflow task fails; the run stays open. */
      readonly status: 'failed';
      readonly failure: Failure;
      readonly sinkCalls: readonly SinkCall[];
      /** True for errors that say the code no longer matches the history. */
      readonly nondeterminism?: boolean;
      /** True when the sandbox went away for another run's sake: this one did nothing wrong and is replayed at once. */
      readonly sandboxLost?: boolean;
    };
