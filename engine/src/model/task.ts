import type { HistoryEvent, UpdateRequest } from './event';
import type { Payload, PayloadMap } from './payload';
import type { Failure } from './failure';

/** A query as it waits for a worker. */
export interface QueryRequest {
  readonly queryId: string;
  readonly name: string;
  readonly args: readonly Payload[];
  readonly header: PayloadMap;
}

/** A workflow task that has been started for the worker that holds this object. */
export interface WorkflowTask {
  readonly kind: 'workflow';
  readonly workflowId: string;
  readonly runId: string;
  /** `<task number>.<attempt>`; the completion's guard on `run.token`. */
  readonly token: string;
  readonly attempt: number;
  /** Store time at which it was handed out; `Date.now()` of the workflow. */
  readonly startedMs: number;
  readonly startedEventId: number;
  /** WorkflowTaskStarted id of the last completed task; 0 for the first. */
  readonly previousStartedEventId: number;
  /**
   * Events after `previousStartedEventId` when `warm`, else from the start; always up to `startedEventId`. Empty with
   * `paged` when they exceed the reply limit: read them with `Store.readHistory`.
   */
  readonly events: readonly HistoryEvent[];
  readonly warm: boolean;
  readonly paged: boolean;
  /** True when the task's Scheduled and Started events are not in the stored history yet (they are in `events`). */
  readonly virtual: boolean;
  readonly updates: readonly UpdateRequest[];
  readonly queries: readonly QueryRequest[];
  /** Store time at which the task times out. */
  readonly deadlineMs: number;
}

/** A query without a workflow task; nothing is started, the answer goes to the inbox that asked. */
export interface QueryTask {
  readonly kind: 'query';
  readonly workflowId: string;
  readonly runId: string;
  readonly query: QueryRequest;
  /** Id of the last event the answer must reflect: WorkflowTaskStarted id of the last completed task. */
  readonly previousStartedEventId: number;
  /** The whole history up to now, unless `warm` (then empty) or `paged`. */
  readonly events: readonly HistoryEvent[];
  readonly warm: boolean;
  readonly paged: boolean;
}

/** An activity attempt that has been started for the worker that holds this object. */
export interface ActivityTask {
  readonly kind: 'activity';
  /** A local one: run by the worker of the workflow task, and unknown to the store. */
  readonly isLocal?: boolean;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly attempt: number;
  /** The ActivityTaskScheduled event: type, id, input, timeouts, retry policy. */
  readonly scheduled: Extract<HistoryEvent, { type: 'ActivityTaskScheduled' }>;
  /** Store times: this attempt was scheduled, was started. */
  readonly attemptScheduledMs: number;
  readonly startedMs: number;
  readonly heartbeatDetails?: readonly Payload[];
  readonly lastFailure?: Failure;
}

export type Task = WorkflowTask | QueryTask | ActivityTask;
