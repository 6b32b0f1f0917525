/** Lists and counts of executions: what is asked, and what comes back. docs/visibility.md says it for users. */
import type { HistoryEvent } from './event';
import type { RunStatus } from './status';

/** Runs of different kinds never see each other in lists. What is not a workflow carries its kind in `run.kind`. */
export const EXECUTION_KINDS = ['workflow', 'activity', 'schedule'] as const;
export type ExecutionKind = (typeof EXECUTION_KINDS)[number];

export interface ListRequest {
  readonly kind: ExecutionKind;
  /** Temporal's list filter; all executions of the kind when absent or empty. */
  readonly query?: string;
  /** Default 1,000, which is the most. A page may be shorter although more follow. */
  readonly pageSize?: number;
  /** `nextPageToken` of the page before; only with the same kind and query. */
  readonly pageToken?: string;
}

export interface ListReply {
  readonly executions: readonly ListedExecution[];
  /** Absent: this was the last page. */
  readonly nextPageToken?: string;
}

/** One run as lists show it. */
export interface ListedExecution {
  readonly workflowId: string;
  readonly runId: string;
  readonly firstRunId: string;
  readonly statusName: RunStatus;
  /** Fields of the run as keys.ts lists them: `closed` (when, store time), `sa:<name>`, `memo:<name>`, `bytes`. */
  readonly run: Readonly<Record<string, string>>;
  /** The first event: type, task queue, parent, memo at the start. */
  readonly started: HistoryEvent;
  readonly historyLength: number;
}

export interface CountRequest {
  readonly kind: ExecutionKind;
  /** A list filter; `GROUP BY ExecutionStatus` is allowed behind it. */
  readonly query?: string;
}

export interface CountReply {
  readonly count: number;
  /** With GROUP BY only. */
  readonly groups: readonly { readonly count: number; readonly status: RunStatus }[];
}
