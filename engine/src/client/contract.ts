/** What a client of the engine can do. Payloads are already encoded; durations are milliseconds. */
import type { EventBody, HistoryEvent, UpdateOutcome } from '../model/event';
import type { Failure } from '../model/failure';
import type { Payload, PayloadMap } from '../model/payload';
import type { ExecutionTarget, SignalRequest, StartRequest, UpdateCall } from '../model/request';
import type { RunStatus } from '../model/status';
import type { CountReply, CountRequest, ListReply, ListRequest } from '../model/visibility';
import type { RunRecord, Store } from '../store/contract';
import type { CallOptions, StartReply } from './call-options';
import type { RecordClient } from '../records/contract';
import type { RosterClient } from './roster';
import type { ScheduleCalls } from './schedule/contract';
import type { StandaloneClient } from './standalone/contract';

export type { CallOptions, StartReply } from './call-options';

export type UpdateStage = 'ADMITTED' | 'ACCEPTED' | 'COMPLETED';

export interface UpdateReply {
  readonly updateId: string;
  readonly runId: string;
  readonly stage: UpdateStage;
  /** Present at stage COMPLETED. A rejection is an outcome with a failure. */
  readonly outcome?: UpdateOutcome;
}

export type QueryRejection = 'NOT_OPEN' | 'NOT_COMPLETED_CLEANLY';

/** The event that closed a run, and the run it speaks of. */
export interface CloseReply {
  readonly runId: string;
  readonly event: EventBody & { readonly timeMs: number };
}

/** An activity to be completed from outside: by token or by ids; without a workflow id a standalone one. */
export type ActivityTarget =
  | { readonly taskToken: string }
  | { readonly workflowId?: string; readonly runId?: string; readonly activityId: string };

export interface EngineClient {
  /** The store's time in milliseconds, as far as this process knows it: to some milliseconds. Asks nobody. */
  nowMs(): number;
  /** What starts workflows at set times. */
  readonly schedules: ScheduleCalls;
  /** Fields beside the runs of a workflow id, and searches for them. */
  readonly records: RecordClient;
  /** Tells those who listen to a topic now; nobody hears of it later. */
  readonly events: Pick<Store, 'publish' | 'subscribe'>;
  /** Who serves task queues, and how fast. */
  readonly roster: RosterClient;
  /** Activities that no workflow schedules. */
  readonly activities: StandaloneClient;
  /**
   * Starts a run. ALREADY_EXISTS (details workflowId, runId, workflowType) when policies refuse; INVALID_ARGUMENT and
   * LIMIT_EXCEEDED before anything is written.
   */
  start(request: StartRequest, options?: CallOptions): Promise<StartReply>;
  signalWithStart(request: StartRequest, signal: SignalRequest, options?: CallOptions): Promise<StartReply>;
  /** Starts or finds the run, admits the update and waits for the stage; `onStarted` is called as soon as the run is known. */
  updateWithStart(
    request: StartRequest,
    update: UpdateCall,
    stage: UpdateStage,
    onStarted: (reply: StartReply) => void,
    options?: CallOptions,
  ): Promise<UpdateReply>;
  /** NOT_FOUND when there is no such execution or it is closed (message as Temporal: "workflow execution already completed"). */
  signal(target: ExecutionTarget, signal: SignalRequest, options?: CallOptions): Promise<void>;
  requestCancel(
    target: ExecutionTarget,
    request: { requestId: string; reason?: string; identity?: string },
    options?: CallOptions,
  ): Promise<void>;
  terminate(
    target: ExecutionTarget,
    request: { requestId: string; reason?: string; details?: readonly Payload[]; identity?: string },
    options?: CallOptions,
  ): Promise<void>;
  /**
   * Nothing of the execution is kept from now on: an open one is terminated, its record is deleted. Answers whether there was
   * one. What is closed counts as gone (`keep` of its description is over); it is removed within a quarter of a minute.
   */
  forget(
    target: ExecutionTarget,
    request: { requestId: string; reason?: string; identity?: string },
    options?: CallOptions,
  ): Promise<boolean>;
  /** QUERY_FAILED (details.failure: Failure), QUERY_REJECTED (details.status), NOT_FOUND, DEADLINE_EXCEEDED. */
  query(
    target: ExecutionTarget,
    query: { name: string; args: readonly Payload[]; header?: PayloadMap; rejection?: QueryRejection },
    options?: CallOptions,
  ): Promise<readonly Payload[]>;
  /** Admits an update and waits until it has reached the stage. UPDATE_ABORTED when the run closes before acceptance. */
  update(target: ExecutionTarget, update: UpdateCall, stage: UpdateStage, options?: CallOptions): Promise<UpdateReply>;
  /** Waits for the outcome of an update admitted earlier. */
  updateOutcome(target: ExecutionTarget, updateId: string, options?: CallOptions): Promise<UpdateReply>;
  /** Waits until the named run (or the current one) has closed. Following chains is the caller's part. */
  waitForClose(target: ExecutionTarget, options?: CallOptions): Promise<CloseReply>;
  describe(target: ExecutionTarget, options?: CallOptions): Promise<RunRecord & { readonly statusName: RunStatus }>;
  /** The whole history of a run, oldest first. */
  history(target: ExecutionTarget, options?: CallOptions): Promise<readonly HistoryEvent[]>;
  /**
   * One page of the executions of a kind that a list filter selects, newest first unless it has an ORDER BY.
   * INVALID_ARGUMENT with the position when the filter is wrong, or the page token belongs to another query.
   */
  list(request: ListRequest, options?: CallOptions): Promise<ListReply>;
  /** How many executions of a kind a list filter selects, in groups if it says GROUP BY ExecutionStatus. */
  count(request: CountRequest, options?: CallOptions): Promise<CountReply>;

  completeActivity(
    target: ActivityTarget,
    result: readonly Payload[],
    identity?: string,
    options?: CallOptions,
  ): Promise<void>;
  failActivity(target: ActivityTarget, failure: Failure, identity?: string, options?: CallOptions): Promise<void>;
  cancelActivity(
    target: ActivityTarget,
    details: readonly Payload[],
    identity?: string,
    options?: CallOptions,
  ): Promise<void>;
  /** Answers whether cancellation, or a pause, was requested. NOT_FOUND when the attempt is over. */
  heartbeatActivity(
    target: ActivityTarget,
    details: readonly Payload[],
    options?: CallOptions,
  ): Promise<{ cancelRequested: boolean; pauseRequested: boolean }>;
}
