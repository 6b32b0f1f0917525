/** Activities that no workflow schedules: what they are asked to do, and what is known of them. */
import type { ActivityTaskScheduled } from './event';
import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';
import type { Priority } from './priority';
import type { RetryPolicy } from './retry-policy';
import type { IdReusePolicy } from './status';

/** What can be changed of an activity that has been started. Durations are milliseconds; absent: no limit. */
export interface StandaloneOptions {
  readonly taskQueue: string;
  readonly scheduleToCloseTimeoutMs?: number;
  readonly scheduleToStartTimeoutMs?: number;
  readonly startToCloseTimeoutMs?: number;
  readonly heartbeatTimeoutMs?: number;
  readonly retryPolicy: RetryPolicy;
  readonly priority?: Priority;
  readonly startDelayMs?: number;
}

/** Changes of options: `null` clears one, absent leaves it. */
export type StandaloneOptionsUpdate = {
  readonly [K in keyof StandaloneOptions]?: StandaloneOptions[K] | null;
};

export interface StartActivityRequest extends Omit<StandaloneOptions, 'retryPolicy'> {
  /** A repeat with the same id gives the same answer; made by the caller, once for each call. */
  readonly requestId: string;
  readonly activityId: string;
  readonly activityType: string;
  readonly args: readonly Payload[];
  /** Default: 1 s, doubled each time, at most 100 s, no limit of attempts. */
  readonly retryPolicy?: RetryPolicy;
  readonly header?: PayloadMap;
  readonly summary?: Payload;
  readonly searchAttributes?: PayloadMap;
  readonly idReusePolicy: IdReusePolicy;
  /** Only this closed run may be followed, whatever the policy allows: another one has come since it was looked at. */
  readonly replacesRunId?: string;
  readonly idConflictPolicy: 'FAIL' | 'USE_EXISTING';
  /** How long it is kept after its end. Default: what the process that ends it says. */
  readonly retentionMs?: number;
  /** The caller will wait for the outcome at once: the start registers the wait as well, which saves a call. */
  readonly awaitClose?: boolean;
}

/** Names an activity: without `runId` the latest of its id. */
export interface StandaloneTarget {
  readonly activityId: string;
  readonly runId?: string;
}

export type StandaloneStatus = 'RUNNING' | 'PAUSED' | 'COMPLETED' | 'FAILED' | 'CANCELED' | 'TERMINATED' | 'TIMED_OUT';

/** What an open activity does at the moment. */
export type StandaloneRunState = 'SCHEDULED' | 'STARTED' | 'CANCEL_REQUESTED' | 'PAUSED' | 'PAUSE_REQUESTED';

/** How an activity ended. */
export type StandaloneOutcome = { readonly result: readonly Payload[] } | { readonly failure: Failure };

/** What a reader of outcomes needs, and no more. Times are the store's, milliseconds. */
export interface StandaloneSummary {
  readonly nowMs: number;
  readonly runId: string;
  readonly status: StandaloneStatus;
  /** What it was started with. */
  readonly input: readonly Payload[];
  /** When it stops being kept, if it has ended and its start said so. */
  readonly keptUntilMs?: number;
  /** Of one that has ended. */
  readonly outcome?: StandaloneOutcome;
}

/** Everything known of an activity. Times are the store's, milliseconds. */
export interface StandaloneDescription {
  readonly nowMs: number;
  readonly activityId: string;
  readonly runId: string;
  readonly status: StandaloneStatus;
  /** Of an open one. */
  readonly runState?: StandaloneRunState;
  /** With the options that hold now. */
  readonly scheduled: ActivityTaskScheduled;
  readonly scheduledMs: number;
  readonly closedMs?: number;
  /** When it stops being kept, if its start said so. */
  readonly keptUntilMs?: number;
  /** When no further attempt may begin. */
  readonly expirationMs?: number;
  readonly attempt: number;
  readonly lastStartedMs?: number;
  readonly lastHeartbeatMs?: number;
  readonly lastAttemptEndedMs?: number;
  readonly nextAttemptMs?: number;
  readonly retryIntervalMs?: number;
  readonly lastWorkerIdentity?: string;
  readonly cancelReason?: string;
  readonly heartbeatDetails?: readonly Payload[];
  readonly lastFailure?: Failure;
  readonly outcome?: StandaloneOutcome;
  readonly searchAttributes: PayloadMap;
  readonly stateBytes: number;
}
