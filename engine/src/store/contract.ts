/**
 * What a store is: the only thing that writes. It knows guards and effects, never a rule; two implementations (memory,
 * Redis) pass one suite and are compared over random plans.
 *
 * Every call names a shard and touches no other (invariant 9). A call that may have been applied although its reply
 * was lost is repeated by the store with the same arguments; transitions are made so that a repeat is harmless.
 */
import type { DueRun } from '../model/due';
import type { HistoryEvent } from '../model/event';
import type { QueryRequest, Task } from '../model/task';
import type { ApplyResult, Transition } from '../model/transition';

export type { DueEntry, DueRun } from '../model/due';

export interface Store {
  /** Number of shards of this namespace. */
  readonly shards: number;
  readonly namespace: string;
  /** The store's time, where it is known without asking: in the process that has the clock. */
  readonly nowMs?: () => number;

  /** What the names of the shard's keys begin with. */
  keyPrefix(shard: number): string;
  /** Sends a command of a search module to the server, where the store has one. */
  readonly command?: (args: readonly string[]) => Promise<unknown>;

  apply(shard: number, transition: Transition): Promise<ApplyResult>;
  poll(shard: number, request: PollRequest): Promise<PollReply>;
  /** Waits until one of these queues may have tasks, or the timeout has passed. Never loses a bell it answered for. */
  awaitBell(shard: number, request: BellRequest): Promise<void>;
  /** Gives a wake-up back (the worker is shutting down). */
  ringBell(shard: number, queue: QueueName): Promise<void>;

  /** Records a heartbeat: details, liveness. Tells what the activity should know. */
  heartbeat(shard: number, beat: HeartbeatRequest): Promise<HeartbeatReply>;

  ask(shard: number, question: QueryQuestion): Promise<AskReply>;
  watch(shard: number, requests: readonly WatchRequest[]): Promise<readonly WatchReply[]>;
  unwatch(shard: number, requests: readonly Omit<WatchRequest, 'ttlMs'>[]): Promise<void>;
  /** The process's inbox: messages published to it. One per store. */
  readonly inbox: Inbox;

  /** Tells all who listen to the topic now, in this namespace; nobody hears of it later. */
  publish(topic: string, message: string): Promise<void>;
  /** Listens from the moment it resolves, until the function it answers is called. */
  subscribe(topic: string, listener: (message: string) => void): Promise<() => Promise<void>>;

  readRun(shard: number, workflowId: string, runId?: string): Promise<RunRecord | undefined>;
  /** Events `from`..`to` (ids, inclusive); `to` undefined: all there are. Paged so that no reply exceeds 1 MB. */
  readHistory(shard: number, runId: string, from: number, to?: number): Promise<readonly HistoryEvent[]>;

  /** Entries of the list index within ranges, in their order; of each range at most `limit`. See index-entries.ts. */
  listEntries(shard: number, request: EntryRequest): Promise<readonly (readonly string[])[]>;
  /** How many entries each range has. */
  countEntries(shard: number, kind: string, ranges: readonly EntryRange[]): Promise<readonly number[]>;
  /**
   * Fields of runs, in the order of the ids; undefined for runs that are gone. Fewer than asked for, but at least one,
   * when they are larger than a reply.
   */
  readRows(shard: number, request: RowRequest): Promise<readonly (Row | undefined)[]>;
  /** Types of the search attributes that were ever set, by name. */
  attributeTypes(shard: number): Promise<Readonly<Record<string, string>>>;

  /**
   * Fields of records, in the order of the names; undefined for records that do not exist. Fewer than asked for, but at
   * least one, when they are larger than a reply.
   */
  readRecords(shard: number, request: RecordRequest): Promise<readonly (Row | undefined)[]>;
  /** Notes a worker that serves a queue; without a profile it is removed. */
  announce(shard: number, announcement: Announcement): Promise<void>;
  rollCall(shard: number): Promise<RollCall>;
  throttle(shard: number, change: ThrottleChange): Promise<void>;
  /** How many workflow tasks wait in these queues. */
  queueDepths(shard: number, queues: readonly string[]): Promise<readonly number[]>;
  recordIndexes(shard: number): Promise<RecordIndexes>;
  /** Changes a definition if the definitions have the version that the caller knows; false: they have another one. */
  defineIndex(shard: number, change: IndexChange): Promise<boolean>;

  /**
   * Takes or refreshes the lease of the shard's timer loop and, if held, claims what is due: each run at most once,
   * with everything rules need. A claimed run comes due again after `leaseMs` unless its timers change.
   */
  claimDue(shard: number, request: ClaimRequest): Promise<ClaimReply>;
  /** Waits until something earlier than `untilMs` (store time) becomes due, or until then; at most `maxWaitMs`. */
  awaitDue(shard: number, untilMs: number, maxWaitMs: number, signal?: AbortSignal): Promise<void>;
  /** For who does not hold the loop: waits until it is given back, at most `maxWaitMs`. Wakes one of those who wait. */
  awaitRelease(shard: number, maxWaitMs: number, signal?: AbortSignal): Promise<void>;
  releaseLoop(shard: number, owner: string): Promise<void>;

  /** Leases a run's outbox and reads its first messages in order; undefined when another process holds it. */
  takeOutbox(shard: number, runId: string, request: OutboxRequest): Promise<OutboxReply | undefined>;
  releaseOutbox(shard: number, runId: string, owner: string): Promise<void>;

  /** Removes closed runs whose retention has ended so long ago (default 0); answers how many. */
  sweep(shard: number, limit: number, graceMs?: number): Promise<number>;

  /** Every key with its content, for tests: two stores that played the same plan have equal snapshots. */
  snapshot(shard: number): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export interface QueueName {
  readonly kind: 'workflow' | 'activity';
  readonly taskQueue: string;
}

export interface PollRequest {
  /** Names the worker process; refreshes its lease when `stickyQueue` is given. */
  readonly worker: string;
  readonly identity: string;
  /** A repeat with the same slot and poll id returns the same tasks. */
  readonly slot: string;
  readonly pollId: string;
  /** Sticky first, then the shared queue. `sticky`: tasks come warm (new events only). */
  readonly workflow?: { readonly taskQueue: string; readonly stickyQueue?: string; readonly max: number };
  readonly activity?: { readonly taskQueue: string; readonly max: number; readonly perSecond?: number };
  readonly leaseMs: number;
}

export interface PollReply {
  readonly nowMs: number;
  readonly tasks: readonly Task[];
  /** Set when a rate limit held tasks back: poll again after so many milliseconds. */
  readonly retryInMs?: number;
}

export interface BellRequest {
  readonly queues: readonly QueueName[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HeartbeatRequest {
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly attempt: number;
  /** JSON of the detail payloads. */
  readonly details?: string;
}
/** `gone`: this attempt is over (completed, timed out, run closed). */
export interface HeartbeatReply {
  readonly state: 'alive' | 'gone';
  readonly cancelRequested: boolean;
}

export interface QueryQuestion {
  readonly workflowId: string;
  readonly runId?: string;
  readonly query: QueryRequest;
  readonly inbox: string;
  readonly ttlMs: number;
}
export type AskReply =
  { readonly state: 'asked'; readonly runId: string; readonly status: string } | { readonly state: 'notFound' };

/** Topics: `close`, `update:<id>` (any progress), `query:<id>`. */
export interface WatchRequest {
  readonly runId: string;
  readonly topic: string;
  readonly inbox: string;
  readonly ttlMs: number;
}
/**
 * `done`: it has happened, `message` is what a notification would have said. `waiting`: registered. `gone`: no such
 * run (or query).
 */
export interface WatchReply {
  readonly state: 'done' | 'waiting' | 'gone';
  readonly message?: string;
}

export interface Inbox {
  readonly id: string;
  /** `topic` as in WatchRequest. */
  onMessage(listener: (runId: string, topic: string, message: string) => void): void;
  /** After the subscription was re-established: messages may have been lost, re-check every wait. */
  onResubscribe(listener: () => void): void;
}

/** Entries after `min` and before `max`, by their bytes; the bounds do not belong to it. */
export interface EntryRange {
  readonly min: string;
  readonly max: string;
}

export interface EntryRequest {
  readonly kind: string;
  readonly ranges: readonly EntryRange[];
  readonly limit: number;
  /** Last first. */
  readonly reverse: boolean;
  /** Whole entries; otherwise their places only. */
  readonly whole: boolean;
}

export interface RowRequest {
  readonly runIds: readonly string[];
  /** Of `r:`; `*` all of them, `@length` of the history, `@started` the stored first event. */
  readonly fields: readonly string[];
}
export type Row = Readonly<Record<string, string>>;

export interface Announcement {
  readonly worker: string;
  /** JSON; '' removes it. */
  readonly profile: string;
  readonly ttlMs: number;
}

export interface RollCall {
  readonly workers: readonly { readonly worker: string; readonly atMs: number; readonly profile: string }[];
  /** As they are stored; see keys.ts. */
  readonly throttles: Readonly<Record<string, string>>;
}

export interface ThrottleChange {
  /** `*`, `queue:<task queue>` or `worker:<JSON of its identity>`. */
  readonly field: string;
  readonly ms: number;
}

export interface RecordRequest {
  /** `<entity>:<workflow id>` */
  readonly names: readonly string[];
  /** As they are stored, with their underscore; `*` alone: all of them. */
  readonly fields: readonly string[];
}

/** Definitions of record indexes, JSON by name. The version is 0 before the first. */
export interface RecordIndexes {
  readonly version: number;
  readonly definitions: Readonly<Record<string, string>>;
}

export interface IndexChange {
  readonly name: string;
  /** '' removes it. */
  readonly definition: string;
  /** What the caller knows, and what follows: the same number when writers need not take notice. */
  readonly version: number;
  readonly next: number;
}

/** A run as it is stored; fields as keys.ts lists them. */
export interface RunRecord {
  readonly nowMs: number;
  readonly runId: string;
  readonly workflowId: string;
  readonly status: string;
  readonly run: Readonly<Record<string, string>>;
  readonly pending: Readonly<Record<string, string>>;
  /** The first and the last event. */
  readonly started: HistoryEvent;
  readonly latest: HistoryEvent;
  readonly historyLength: number;
  /** ActivityTaskScheduled and child initiated events of pending things, by id. */
  readonly asked: Readonly<Record<string, HistoryEvent>>;
  /** The run's timers by name. */
  readonly timers: Readonly<Record<string, number>>;
  /** The id's current run (may be another one). */
  readonly currentRunId: string;
  readonly firstRunId: string;
}

export interface ClaimRequest {
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
}
export interface ClaimReply {
  readonly nowMs: number;
  /** False: another process runs the loop until about `nextMs`. */
  readonly held: boolean;
  readonly runs: readonly DueRun[];
  /** Earliest thing due after this claim, store time; undefined: nothing. */
  readonly nextMs?: number;
}

export interface OutboxRequest {
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
}
export interface OutboxReply {
  readonly nowMs: number;
  readonly workflowId: string;
  readonly messages: readonly { readonly seq: number; readonly message: string; readonly attempts: number }[];
}
