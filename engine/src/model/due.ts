import type { HistoryEvent } from './event';

/** A run that has something due: what a claim returns and the rules of `decide/due` read. */
export interface DueRun {
  readonly runId: string;
  readonly workflowId: string;
  readonly run: Readonly<Record<string, string>>;
  readonly started: HistoryEvent;
  readonly entries: readonly DueEntry[];
}

/** One timer of a run that is due, with the record it speaks of. */
export interface DueEntry {
  /** Timer name: `<record>` or `<record>:<what>`, e.g. `timer:5`, `act:7:heartbeat`, `runTimeout`, `outbox`. */
  readonly name: string;
  readonly scoreMs: number;
  /** Pending fields of the record (`act:7`, `act:7:at`, ...), keyed by full field name. */
  readonly record: Readonly<Record<string, string>>;
  /** The event that began it (ActivityTaskScheduled), for `act:<id>` records. */
  readonly event?: HistoryEvent;
}
