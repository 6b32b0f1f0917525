import type { HistoryEvent } from '../model/event';

/**
 * Numbered behaviours that change what a replay does. They are recorded with the first WorkflowTaskCompleted that knew
 * them, so that a history written without one is replayed the old way. Numbers are Temporal's and never reused.
 */
export const CORE_FLAGS = {
  /** Ids and types of activities and children are compared on replay. Before it a renamed activity went unnoticed. */
  idAndTypeChecks: 1,
  /** Each patch marker is followed by an upsert of `TemporalChangeVersion`, so that runs can be found by patch. */
  upsertOnPatch: 2,
  /**
   * A command that ends the run goes last and the others stay. Before it everything after that command was cut off, which
   * lost commands of coroutines that ran later in the same task.
   */
  moveTerminalCommands: 3,
} as const;

/** Flags of the workflow runtime. */
export const LANG_FLAGS = {
  /** Cancelling a scope that cannot be cancelled no longer reaches its children; `withTimeout` cancels its own timer. */
  shieldedScopes: 1,
  /** All jobs of an activation run in one entry, without draining microtasks between signals and the rest. */
  singleBatch: 2,
  /** Four of the published OpenTelemetry interceptors: which calls they trace, and where they give way to microtasks. */
  openTelemetrySignals: 3,
  openTelemetryLocalActivities: 4,
  openTelemetryExtraYields: 5,
  openTelemetryAllMethods: 6,
} as const;

export type CoreFlag = (typeof CORE_FLAGS)[keyof typeof CORE_FLAGS];

/** Flags a workflow task knew for the first time; they go on its WorkflowTaskCompleted event. */
export interface UsedFlags {
  readonly coreUsedFlags: readonly number[];
  readonly langUsedFlags: readonly number[];
}

/** What a history says of the runtime that wrote it. */
export interface RecordedBy {
  readonly langFlags: readonly number[];
  /** Of Temporal's SDK. */
  readonly sdkVersion?: string;
  readonly buildId?: string;
}

/** Which flags the history of a run has. */
export interface FlagRecord {
  /** Reads the flags of a WorkflowTaskCompleted event; other events say nothing. */
  learn(event: HistoryEvent | undefined): void;
  has(flag: CoreFlag): boolean;
  /** What replayed code is told when the history lacks flags of its runtime; undefined when it has them all. */
  readonly older: RecordedBy | undefined;
  /** What a task completed now has to record; undefined when the history has it all. */
  missing(): UsedFlags | undefined;
}

export function createFlagRecord(): FlagRecord {
  const core = new Set<number>();
  const lang = new Set<number>();
  let writer: Omit<RecordedBy, 'langFlags'> = {};
  return {
    learn(event) {
      if (event?.type !== 'WorkflowTaskCompleted') return;
      for (const flag of event.coreUsedFlags ?? []) core.add(flag);
      for (const flag of event.langUsedFlags ?? []) lang.add(flag);
      const { sdkVersion = writer.sdkVersion, buildId } = event;
      writer = { sdkVersion, buildId };
    },
    get older() {
      if (Object.values(LANG_FLAGS).every((flag) => lang.has(flag))) return undefined;
      return { langFlags: [...lang], ...writer };
    },
    has: (flag) => core.has(flag),
    missing() {
      const coreUsedFlags = Object.values(CORE_FLAGS).filter((flag) => !core.has(flag));
      const langUsedFlags = Object.values(LANG_FLAGS).filter((flag) => !lang.has(flag));
      return coreUsedFlags.length + langUsedFlags.length === 0 ? undefined : { coreUsedFlags, langUsedFlags };
    },
  };
}
