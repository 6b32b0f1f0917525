/** What executions are asked to do, by clients and by each other. Payloads are encoded; durations are milliseconds. */
import type { Payload, PayloadMap } from './payload';
import type { Priority } from './priority';
import type { RetryPolicy } from './retry-policy';
import type { IdConflictPolicy, IdReusePolicy } from './status';

export interface StartRequest {
  /** A repeat with the same id gives the same answer; made by the caller, once for each call. */
  readonly requestId: string;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly memo?: PayloadMap;
  readonly searchAttributes?: PayloadMap;
  readonly identity?: string;
  readonly idReusePolicy: IdReusePolicy;
  readonly idConflictPolicy: IdConflictPolicy;
  readonly executionTimeoutMs?: number;
  readonly runTimeoutMs?: number;
  /** Default 10,000; at most 120,000. */
  readonly taskTimeoutMs?: number;
  readonly retryPolicy?: RetryPolicy;
  readonly cronSchedule?: string;
  readonly startDelayMs?: number;
  /** How long each run of the chain is kept after its end. Default: what the process that ends it says. */
  readonly retentionMs?: number;
  readonly priority?: Priority;
  readonly summary?: Payload;
  readonly details?: Payload;
  /** Fields of the execution's record, set as it begins. */
  readonly record?: StartRecord;
  /**
   * The caller will wait for the end of the run as soon as it has been started: the start registers the wait as well,
   * which saves a call.
   */
  readonly awaitClose?: boolean;
}

export interface StartRecord {
  readonly entity: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Names an execution. Without `runId` the current run of the id. `firstRunId` guards that the current run belongs to
 * that chain, so a later, unrelated execution is never hit.
 */
export interface ExecutionTarget {
  readonly workflowId: string;
  readonly runId?: string;
  readonly firstRunId?: string;
}

export interface SignalRequest {
  readonly requestId: string;
  readonly name: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly identity?: string;
}

export interface UpdateCall {
  readonly updateId: string;
  readonly name: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly identity?: string;
}
