/**
 * Every bound of the engine in one place. Relations: a call's validity is shorter than the request window; a lease is
 * shorter than what it protects; sticky wait is shorter than the task timeout's default.
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
  /** From here on `continueAsNewSuggested` is true. */
  suggestContinueAsNewEvents: 4_096,
  suggestContinueAsNewBytes: 4 * 1024 * 1024,
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
  /** Longest a call is retried while the store cannot be reached. */
  callMs: 30_000,
} as const;
