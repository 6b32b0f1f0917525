import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import type { HistoryAndWorkflowId } from '../client-types';
import type { DeterminismViolationError } from '../workflow-types';

/** A history could not be replayed, for a reason other than nondeterminism. */
export class ReplayError extends Error {}
SymbolBasedInstanceOfError('ReplayError')(ReplayError);

/** How the replay of one history went. */
export interface ReplayResult {
  readonly workflowId: string;
  readonly runId: string;
  /** Absent when the code still does what the history says. */
  readonly error?: ReplayError | DeterminismViolationError;
}

/** Histories to replay. */
export type ReplayHistoriesIterable = AsyncIterable<HistoryAndWorkflowId> | Iterable<HistoryAndWorkflowId>;
