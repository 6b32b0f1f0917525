/** Times and sizes that both stores keep to. Their relations matter more than their values. */
export const LIMITS = {
  /** A workflow task that lies so long in a sticky queue moves to the shared one; before that when its worker's lease ends. */
  stickyWaitMs: 10_000,
  /** Undelivered messages are tried again after this. */
  outboxRetryMs: 1_000,
  /** How long a request id is remembered at least; it is kept for up to two windows. */
  requestWindowMs: 600_000,
  /** How long the last message number of a sender is remembered. */
  senderMs: 86_400_000,
  /** How long a poll can be repeated. Longer than any client waits for a reply. */
  polledMs: 60_000,
  /** How long queries wait for a workflow task; longer than any query deadline. */
  queriesWaitingMs: 600_000,
  /** How long an answer is kept for a re-check of a waiting client; longer than the time between two re-checks. */
  answerMs: 10_000,
  /** A closed run whose outbox is not empty yet is looked at again after this. */
  sweepAgainMs: 60_000,
  /** Stored bytes of history in one reply; what exceeds it is paged. */
  replyBytes: 1_048_576,
  /** The largest event that travels in a notification. */
  notifyBytes: 16_384,
  /** A workflow task suggests continue-as-new from this many events, or bytes, before it. */
  suggestEvents: 4_096,
  suggestBytes: 4_194_304,
  /** Events, and their bytes, that wait for the end of a workflow task; one more breaks it. Temporal's. */
  bufferedEvents: 100,
  bufferedBytes: 2_097_152,
  /** Nine tenths of the updates a run may have; so from here, too. */
  suggestUpdates: 1_800,
  /** A worker of a queue without tasks for now asks again after this. */
  pausedMs: 1_000,
  /** References a poll looks at, for each task it may take. */
  looksPerTask: 10,
} as const;

/** Priority lists of a queue, most urgent first, and the one for tasks without a priority. */
export const PRIORITIES = [1, 2, 3, 4, 5] as const;
export const DEFAULT_PRIORITY = 3;
