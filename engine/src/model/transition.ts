/**
 * A decision as data: what must hold, and what happens if it does. Rules make transitions, stores apply them whole
 * or not at all (invariant 1). Transitions carry delays, never dates; the store stamps.
 *
 * A transition speaks of one run, the *register*. `target` sets it; `createRun` and `on` move it, so two runs of one
 * shard can change together (continue-as-new, retry, cron, terminate-existing).
 */
import type { FieldChange } from './record';
import type { ClosedStatus } from './status';

export interface Transition {
  readonly target: Target;
  /** How a repeat of this call is recognised; see `Dedupe`. */
  readonly dedupe?: Dedupe;
  /** Store time after which the call is refused with outcome `expired`. */
  readonly validUntilMs?: number;
  /** Tried in order; the first whose guards all hold is applied. */
  readonly alternatives: readonly Alternative[];
  /** Tasks the caller can run at once; they come back in `Applied.tasks`, already started. */
  readonly eager?: EagerOffer;
}

/**
 * The run that guards and effects speak of. Without `runId` it is the current run of the workflow id, closed or not;
 * `firstRunId` demands that it belongs to that chain. An unknown run is no error here: the register is then empty,
 * every guard on it fails but `absent`, and `createRun` may set it.
 */
export interface Target {
  readonly workflowId: string;
  readonly runId?: string;
  readonly firstRunId?: string;
}

/**
 * - `window`: the request id is kept with its outcome for `REQUEST_WINDOW_MS`; a repeat gets the stored outcome.
 * - `run`: the id of the latest such request is kept on the run, with references to tasks handed out eagerly, so that
 *   a repeat rebuilds the same reply. For completions of workflow tasks and activities.
 * - `sender`: messages of one run arrive in order and are numbered; what is not above the sender's last number is a
 *   repeat and gets the stored outcome (invariant 8).
 * - `step`: kept in the record of the target's id, with the results, until a later transition forgets it: for steps of
 *   workflow code, whose outcome may be recorded long after it was applied.
 */
export type Dedupe =
  | { readonly kind: 'window'; readonly requestId: string }
  | { readonly kind: 'run'; readonly requestId: string }
  | { readonly kind: 'sender'; readonly sender: string; readonly seq: number }
  | { readonly kind: 'step'; readonly entity: string; readonly step: string };

export interface Alternative {
  readonly guards: readonly Guard[];
  readonly effects: readonly Effect[];
}

export interface EagerOffer {
  /** Names the worker process; its sticky queue is `stickyQueue`. */
  readonly worker: string;
  readonly identity: string;
  readonly stickyQueue?: string;
  /** Task queue whose activities this worker runs, and how many of those just pushed it takes at most. */
  readonly activityQueue?: string;
  readonly activities: number;
  /** Take the next workflow task of the register run, if one is scheduled by this transition. */
  readonly workflowTask: boolean;
}

/** Which hash of the register run (or of its workflow id) a field lives in. See keys.ts. */
export type HashName = 'current' | 'run' | 'pending' | 'updates';

export type Guard =
  /** The field has one of these values. The reply of a failed guard carries the actual value. */
  | { readonly is: 'field'; readonly hash: HashName; readonly field: string; readonly in: readonly string[] }
  /** The field (or, with field '', the whole hash) does not exist. */
  | { readonly is: 'absent'; readonly hash: HashName; readonly field: string }
  | { readonly is: 'present'; readonly hash: HashName; readonly field: string }
  /** The first word of the field (up to the first space) is one of these: `state` of `act:7` = `started 2`. */
  | { readonly is: 'state'; readonly hash: HashName; readonly field: string; readonly in: readonly string[] }
  /** No event is buffered for the register run. */
  | { readonly is: 'bufferEmpty' }
  /** A buffered entry with this key exists. */
  | { readonly is: 'buffered'; readonly entry: string }
  /** The run's timer still has the score it had when the caller read it. */
  | { readonly is: 'timer'; readonly name: string; readonly scoreMs: number }
  /** The first message of the register run's outbox has this number. */
  | { readonly is: 'outboxHead'; readonly seq: number }
  /** The shard knows no search attribute of this name, or it has this type. */
  | { readonly is: 'typed'; readonly name: string; readonly type: string }
  /** The field of the record of the register's id does not exist, or holds a number that can be calculated with. */
  | { readonly is: 'number'; readonly entity: string; readonly field: string }
  /** The definitions of record indexes are those of this version. */
  | { readonly is: 'indexVersion'; readonly version: number }
  /**
   * Fewer than this many events or entries; for limits. Updates are open from their admission until they are completed or
   * rejected, and counted unless they were rejected.
   */
  | {
      readonly is: 'fewerThan';
      readonly of: 'buffer' | 'history' | 'updatesOpen' | 'updatesCounted';
      readonly count: number;
    };

export type GuardKind = Guard['is'];

export type Effect =
  /** Appends events to the history at once. Bodies are JSON objects without id and time. */
  | { readonly do: 'append'; readonly bodies: readonly string[] }
  /**
   * Something arrives: appended, or buffered while a workflow task is started. Parts are flushed others first. A buffer
   * that is over its limit at the end of a transition breaks the task.
   * `entry` names the buffer entry so that it can be dropped or tested. `firstAtMs` overrides the stamp of the first
   * body (an ActivityTaskStarted is written late but tells when it began).
   */
  | {
      readonly do: 'arrive';
      readonly part: 'others' | 'closes';
      readonly entry: string;
      readonly bodies: readonly string[];
      readonly firstAtMs?: number;
    }
  | { readonly do: 'dropBuffered'; readonly entry: string }
  /** A workflow task that is out fails with FORCE_CLOSE_COMMAND; what is buffered is appended, and no other task is scheduled. */
  | { readonly do: 'breakTask' }
  /** Appends everything buffered, others first; a workflow task is scheduled when there was anything. */
  | { readonly do: 'flush' }
  | { readonly do: 'set'; readonly hash: HashName; readonly field: string; readonly value: string }
  /** Sets the field to the store's time in milliseconds. */
  | { readonly do: 'stamp'; readonly hash: HashName; readonly field: string }
  | { readonly do: 'unset'; readonly hash: HashName; readonly fields: readonly string[] }
  /**
   * Stores a search attribute of the run, `value` being the JSON of its payload, and the terms it is found by; `type`
   * is noted for the shard when the name is new. Without a value the attribute is removed.
   */
  | {
      readonly do: 'setAttribute';
      readonly name: string;
      readonly value?: string;
      readonly type?: string;
      readonly terms?: readonly string[];
    }
  /**
   * Changes the record of the register's id; `entity` names the kind of record, without colons. Each change has a result:
   * `1` for a new field or one that went, `0` otherwise, the new value of a number. Steps in `forget` are not repeated any
   * more: their outcomes are recorded.
   */
  | {
      readonly do: 'changeRecord';
      readonly entity: string;
      readonly changes: readonly FieldChange[];
      readonly forget: readonly string[];
    }
  /** Deletes the record of the register's id. */
  | { readonly do: 'dropRecord' }
  /** Sets the run's timer `name` to now + delay; an earlier setting of the name is replaced. */
  | { readonly do: 'arm'; readonly name: string; readonly delayMs: number }
  | { readonly do: 'disarm'; readonly names: readonly string[] }
  /** Pushes an activity task reference: `pending[act:<id>]` must say `scheduled <attempt>` for it to be handed out. */
  | {
      readonly do: 'pushActivity';
      readonly scheduledEventId: number;
      readonly attempt: number;
      readonly taskQueue: string;
      readonly priority: number;
      /** False: not to be returned eagerly by this transition. */
      readonly eager: boolean;
    }
  /**
   * Makes sure a workflow task is scheduled, unless one is, or is out, or the run is held back (`hold`).
   * `virtual`: its events are written only by its completion (an update caused it). `wakes`: a hold of kind `delay`
   * is ended by this (spec: start delay).
   */
  | { readonly do: 'scheduleTask'; readonly virtual: boolean; readonly wakes: boolean }
  /** Ends the hold (start delay, retry or cron backoff) and schedules the first workflow task. */
  | { readonly do: 'releaseHold' }
  /**
   * The started workflow task ends. `write`: its events are materialised if it was virtual. `updatesHandled`: so many
   * admitted updates were answered and leave the waiting list. `sticky`: where the next task goes; '' clears it.
   */
  | {
      readonly do: 'endTask';
      readonly write: boolean;
      readonly updatesHandled: number;
      readonly sticky?: string;
      /** Identity written into a materialised WorkflowTaskStarted. */
      readonly identity: string;
    }
  /** After `endTask` of a failed or timed-out task: the next attempt is scheduled after this delay, as a virtual task. */
  | { readonly do: 'retryTask'; readonly attempt: number; readonly delayMs: number }
  /** The scheduled task leaves its sticky queue for the shared one (the worker let it lie, or its lease lapsed). */
  | { readonly do: 'unstickTask' }
  /** Message to send when the register run closes (parent close policy); removed by key. */
  | { readonly do: 'will'; readonly key: string; readonly message: string }
  | { readonly do: 'unwill'; readonly keys: readonly string[] }
  /** Appends a message to the register run's outbox and arms its delivery. */
  | { readonly do: 'send'; readonly message: string }
  /** Takes the first message off the outbox. */
  | { readonly do: 'popOutbox' }
  /** Moves a message that cannot be delivered to the parked list, visibly. */
  | { readonly do: 'parkOutbox'; readonly reason: string }
  /**
   * The register run ends: wills go to the outbox, pending state, timers, buffers, waiting updates and queries are
   * deleted, waiters for the close are notified with the last event, retention is armed. `final`: no successor run
   * continues the chain, so the message the run was created with for its end (`run.onclose`) is sent.
   */
  | {
      readonly do: 'close';
      readonly status: ClosedStatus;
      readonly retentionMs: number;
      readonly final: boolean;
    }
  | { readonly do: 'createRun'; readonly run: NewRun }
  /** Moves the register to another run of the same shard. */
  | { readonly do: 'on'; readonly workflowId: string; readonly runId: string }
  /** Admits an update: waits for the next workflow task, and is open. */
  | { readonly do: 'admitUpdate'; readonly updateId: string; readonly request: string }
  /** What has become of an update: `accepted <event id>`, `completed <event id>` or `rejected <failure>`. */
  | { readonly do: 'moveUpdate'; readonly updateId: string; readonly to: string }
  /** Tells the inboxes that registered for this topic of the register run. */
  | { readonly do: 'notify'; readonly topic: string; readonly message: string }
  /** Registers an inbox for a topic of the register run (see Store.watch). */
  | { readonly do: 'watch'; readonly topic: string; readonly inbox: string; readonly ttlMs: number }
  /** Answers a query: kept for a moment for a re-check, published to the inbox that asked. */
  | { readonly do: 'answerQuery'; readonly queryId: string; readonly answer: string }
  /** What depends on the state of one pending thing. Not nested. Its events must be `arrive`d, never appended. */
  | {
      readonly do: 'when';
      readonly guard: Guard;
      readonly then: readonly SimpleEffect[];
      readonly else: readonly SimpleEffect[];
    };

export type EffectKind = Effect['do'];
export type EffectOf<K extends EffectKind> = Extract<Effect, { do: K }>;
export type SimpleEffect = Exclude<Effect, { do: 'when' | 'createRun' | 'close' | 'on' }>;

/** What `createRun` stores beside the history. */
export interface NewRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly firstRunId: string;
  /** Request id of the chain's first run: a repeated start finds it. Absent in successors, which keep it as it is. */
  readonly startRequestId?: string;
  /** Absent: a workflow. Lists are separate for each kind; kept in `run.kind`. */
  readonly kind?: 'activity' | 'schedule';
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly workflowTaskTimeoutMs: number;
  /** JSON body of the WorkflowExecutionStarted event, short (stored-start.ts). */
  readonly started: string;
  /** Present: no workflow task yet; `delay` is ended early by a signal, `backoff` is not. Timer `hold` is armed. */
  readonly hold?: { readonly kind: 'delay' | 'backoff'; readonly delayMs: number };
  /** Message sent when the chain of this run ends (to its parent); kept in `run.onclose`, handed on by successors. */
  readonly onClose?: string;
  /** Priority of its workflow tasks, 1 to 5; kept in `run.priority` when not 3. */
  readonly priority?: number;
  /** Timers `runTimeout` and `executionTimeout`, counted from now (run: plus the hold). */
  readonly runTimeoutMs?: number;
  readonly executionTimeoutMs?: number;
}

/** The answer of a store. */
export type ApplyResult =
  | Applied
  | {
      readonly outcome: 'refused';
      readonly nowMs: number;
      readonly runId: string;
      readonly refusals: readonly Refusal[];
    }
  | { readonly outcome: 'expired'; readonly nowMs: number };

export interface Applied {
  readonly outcome: 'applied';
  readonly nowMs: number;
  /** The register run after the last effect; of a repeat, the stored one. */
  readonly runId: string;
  /** Index of the alternative. */
  readonly alternative: number;
  /** True when this request had been applied before and nothing was written now. */
  readonly repeated: boolean;
  /** Runs of this transition whose outbox is not empty: somebody must deliver. */
  readonly outboxes: readonly string[];
  readonly tasks: readonly import('./task').Task[];
  /** Of changes of records, in their order; of a repeat, the stored ones. Absent when there are none. */
  readonly results?: readonly string[];
}

/** Why one alternative was not applied: its first guard that failed, and what was found. */
export interface Refusal {
  readonly guard: number;
  /** The actual value; null when the field does not exist. */
  readonly actual: string | null;
}
