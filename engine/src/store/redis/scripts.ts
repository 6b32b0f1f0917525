/**
 * The scripts and their arguments by name. A test compares this table with the headers of the files: one word in the
 * descriptor, the header and the call.
 */
export type Arg = string | number;

/** `args` in their order; `rest`: any number of further ones follow. */
export const SCRIPTS = {
  apply: {
    args: [
      'workflowId',
      'runId',
      'firstRunId',
      'validUntilMs',
      'dedupe',
      'requestId',
      'seq',
      'worker',
      'identity',
      'sticky',
      'activityQueue',
      'activities',
      'workflowTask',
      'sharedCount',
    ],
    rest: 'operations',
  },
  poll: {
    args: [
      'worker',
      'identity',
      'slot',
      'pollId',
      'leaseMs',
      'workflowQueue',
      'stickyQueue',
      'workflowMax',
      'activityQueue',
      'activityMax',
      'perSecond',
    ],
  },
  ring: { args: ['list', 'ttlMs'] },
  heartbeat: { args: ['runId', 'scheduledEventId', 'attempt', 'details'] },
  ask: { args: ['workflowId', 'runId', 'queryId', 'record', 'ttlMs'] },
  watch: { args: [], rest: 'requests' },
  unwatch: { args: [], rest: 'requests' },
  claim_due: { args: ['owner', 'leaseMs', 'limit'] },
  sleep: { args: ['untilMs'] },
  release: { args: ['owner', 'runId'] },
  take_outbox: { args: ['runId', 'owner', 'leaseMs', 'limit'] },
  sweep: { args: ['limit', 'graceMs'] },
  read_run: { args: ['workflowId', 'runId'] },
  list_entries: { args: ['kind', 'limit', 'reverse', 'whole'], rest: 'ranges' },
  count_entries: { args: ['kind'], rest: 'ranges' },
  read_rows: { args: ['fieldCount'], rest: 'names' },
  attribute_types: { args: [] },
  read_records: { args: ['fieldCount'], rest: 'names' },
  record_indexes: { args: [] },
  define_index: { args: ['name', 'definition', 'version', 'next'] },
  announce: { args: ['worker', 'profile', 'ttlMs'] },
  roll_call: { args: [] },
  throttle: { args: ['field', 'ms'] },
  queue_depths: { args: [], rest: 'queues' },
  read_history: { args: ['runId', 'from', 'to'] },
} as const satisfies Record<string, { readonly args: readonly string[]; readonly rest?: string }>;

export type ScriptName = keyof typeof SCRIPTS;
export type ScriptArgs<N extends ScriptName> = Readonly<Record<(typeof SCRIPTS)[N]['args'][number], Arg>>;

/** Arguments of one call. `features`: which variant of the script it needs, asked when it runs as one; see load-lua.ts. */
export interface ScriptCall<N extends ScriptName> {
  readonly args: ScriptArgs<N>;
  readonly rest?: readonly Arg[];
  readonly features?: () => readonly string[];
}
