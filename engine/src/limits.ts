/**
 * Every bound of the rules, clients and workers; those that stores keep to are in store/limits.ts. Relations: a call's
 * validity is shorter than the request window; a lease is shorter than what it protects; the sticky wait is shorter than
 * the task timeout's default.
 */
export const LIMITS = {
  /** Longest workflow id, characters (Temporal's). */
  workflowIdLength: 1_000,
  /** Largest single payload and sum of payloads of one call, bytes; what a connection has unless it says otherwise. */
  payloadBytes: 2 * 1024 * 1024,
  /** The most that a connection may allow: what one call sends stays far below what Redis takes as one value. */
  payloadBytesMax: 64 * 1024 * 1024,
  /** A run with this many events is ended by the engine; Temporal's limit. */
  historyEvents: 51_200,
  /** Commands one workflow task may bring. */
  commandsPerTask: 2_000,
  /** Updates in flight, per run; Temporal's. */
  updatesInFlight: 10,
  workflowTaskTimeoutMs: 10_000,
  workflowTaskTimeoutMaxMs: 120_000,
  /** What closed runs are kept for unless a worker says otherwise. */
  retentionMs: 72 * 3_600_000,
  /** First wait between attempts of a failing workflow task from the second on, and its cap. */
  taskRetryMs: 1_000,
  taskRetryMaxMs: 60_000,
  /** A run that is closing is tried again after this; its task ends within its own timeout. */
  closingRetryMs: 20,
  /** The longest delay that Node's timers take; what is farther away is left to the store, or is no deadline. */
  timerMs: 2 ** 31 - 1,
} as const;
