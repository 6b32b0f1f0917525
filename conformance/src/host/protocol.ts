/** What the runner and the process that runs scenarios say to each other. Data only: it goes over IPC. */
import type { Target } from '../scenarios/scenario';

export interface HostOrder {
  readonly target: Target;
  readonly address: string;
  readonly namespace: string;
  readonly seed: string;
  /** Ids of scenarios, in the order in which they begin. */
  readonly scenarios: readonly string[];
  /** How many run beside each other. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** The program sets up the process itself. */
  readonly isolated: boolean;
}

/** Temporal's JSON of one run. */
export interface ExportedHistory {
  /** Names it in golden.json: the same in every run of the scenario. */
  readonly label: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly history: { readonly events: readonly { readonly eventType: string }[] };
}

/** What came of one scenario on one target. */
export interface Ran {
  readonly ms: number;
  /** What the program, or the export of its histories, failed with. */
  readonly error?: string;
  readonly histories: readonly ExportedHistory[];
}

export type HostNews =
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'began'; readonly id: string }
  | { readonly kind: 'ended'; readonly id: string; readonly ran: Ran };
