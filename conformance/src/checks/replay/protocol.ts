/** What the suite and a process that replays histories say to each other. */
import type { ExportedHistory } from '../../host/protocol';

/** Whose replayer: `perdure` replays the migrated workflows, `temporal` the original ones. */
export type Replayer = 'perdure' | 'temporal';

export interface ReplayJob extends ExportedHistory {
  readonly scenario: string;
}

export interface ReplayOrder {
  readonly replayer: Replayer;
  readonly jobs: readonly ReplayJob[];
  /** Scenarios whose programs say how they are replayed. */
  readonly withOwnOptions: readonly string[];
}

export interface ReplayNews {
  readonly runId: string;
  /** What the replayer has against the history. */
  readonly error?: string;
}
