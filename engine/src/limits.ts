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
  /** Local activities of a run at once, waiting ones included. */
  localActivitiesPerRun: 2_000,
  /** Local activities that a worker runs at once, unless it says otherwise; Temporal's default. */
  localActivitiesPerWorker: 100,
  /** A workflow task that has this much to report reports it, though its local activities are still running. */
  localCommandsPerTask: 500,
  localBytesPerTask: 1024 * 1024,
  /** What of its timeout a workflow task with local activities uses before it is renewed; Temporal's. */
  renewTaskAfter: 0.8,
  /** A longer backoff of a local activity is a timer of the workflow; Temporal's default. */
  localRetryThresholdMs: 60_000,
  /** Times that options of one standalone activity may be changed: each change is an event. */
  activityOptionUpdates: 100,
  /** Characters, nesting and values of one IN of a list filter. */
  listQueryLength: 10_000,
  listQueryDepth: 50,
  listQueryValues: 100,
  /** Executions of a page; entries of one call, in all of its ranges, and runs whose fields are read with one call. */
  listPage: 1_000,
  listEntries: 1_000,
  listRows: 500,
  /** Runs that one page looks at before it ends short, and that are collected or sorted to make one. */
  listCandidates: 20_000,
  listSorted: 10_000,
  /** Runs a count looks at one by one when the index alone cannot tell. */
  listCounted: 1_000_000,
  /** Search attributes of one call, bytes of one (name and value), and of all together; Temporal's. */
  searchAttributes: 100,
  searchAttributeBytes: 2_048,
  searchAttributesBytes: 40_960,
  /** Changes of one call on a record; characters of a field's name. */
  recordChanges: 500,
  recordFieldLength: 256,
  /** Words or tags of one field, and characters of one of them; what a query engine allows for a tag. */
  recordTerms: 2_000,
  recordTermLength: 4_096,
  /** Indexes of a namespace and fields of one; what a query engine allows. */
  recordIndexes: 100,
  recordIndexFields: 1_024,
  /** Records that a new index takes up with one read. */
  recordFill: 200,
  /** Records that one search looks at, or sorts. */
  recordCandidates: 200_000,
  /** Updates in flight, and all but the rejected ones, per run; Temporal's. */
  updatesInFlight: 10,
  updatesPerRun: 2_000,
  /** How often a client tries an update for which there is no room, and its longest wait in between; as Temporal's client. */
  updateAttempts: 10,
  updateRetryMaxMs: 5_000,
  workflowTaskTimeoutMs: 10_000,
  workflowTaskTimeoutMaxMs: 120_000,
  /** What closed runs are kept for unless a worker says otherwise. */
  retentionMs: 72 * 3_600_000,
  /** The longest that an execution can ask for itself: a hundred years. */
  retentionMaxMs: 100 * 365 * 24 * 3_600_000,
  /** First wait between attempts of a failing workflow task from the second on, and its cap. */
  taskRetryMs: 1_000,
  taskRetryMaxMs: 60_000,
  /** A run that is closing is tried again after this; its task ends within its own timeout. */
  closingRetryMs: 20,
  /** Due times of a schedule that one transition deals with, and bytes of the starts it sends at most (one is always sent). */
  scheduleTimesPerTurn: 100,
  scheduleStartBytes: 1024 * 1024,
  /** Starts that wait for their turn, and the part of it that backfills may take. */
  scheduleWaiting: 1_000,
  scheduleWaitingByBackfill: 500,
  /** Backfills of a schedule that are not finished. */
  scheduleBackfills: 100,
  /** Running workflows that a schedule with ALLOW_ALL shows; more may run. */
  scheduleRunningShown: 1_000,
  scheduleRecent: 10,
  scheduleNextTimes: 10,
  /** Calendars, intervals and skips of a spec; ranges of a calendar field. */
  scheduleSpecEntries: 1_000,
  scheduleNoteLength: 4_000,
  /** Skipped stretches (days, or quarters of an hour) that are looked through for the next time. */
  scheduleSearch: 10_000,
  scheduleZonesCached: 100,
  /** How long a schedule with nothing left to do is kept; Temporal's. */
  scheduleIdleMs: 7 * 86_400_000,
  /** How long what is left of a deleted schedule is kept: repeated deletes are recognised. */
  scheduleGoneMs: 600_000,
  /** What is missed is run within this unless a policy says otherwise, and at least within the second; Temporal's. */
  scheduleCatchupMs: 365 * 86_400_000,
  scheduleCatchupMinMs: 10_000,
  /** A change that meets others is tried again, so often. */
  scheduleChangeAttempts: 100,
  /** The longest delay that Node's timers take; what is farther away is left to the store, or is no deadline. */
  timerMs: 2 ** 31 - 1,
} as const;
