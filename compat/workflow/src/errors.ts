import {
  ActivityFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  NexusOperationFailure,
  type Timestamp,
} from '@temporalio/common';
import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';

/** Base of the errors that speak of a wrong use of the workflow API. Recognised across realms. */
export class WorkflowError extends Error {}
SymbolBasedInstanceOfError<WorkflowError>('WorkflowError')(WorkflowError);

/** Workflow code did something that cannot be repeated on replay. It fails the workflow task; the workflow stays open. */
export class DeterminismViolationError extends WorkflowError {}
SymbolBasedInstanceOfError<DeterminismViolationError>('DeterminismViolationError')(DeterminismViolationError);

/** A promise of workflow code was rejected and nobody listened. It fails the workflow task. */
export class UnhandledRejectionError extends Error {
  override cause: unknown;
  constructor(message: string, cause: unknown) {
    super(message);
    this.cause = cause;
  }
}
SymbolBasedInstanceOfError<UnhandledRejectionError>('UnhandledRejectionError')(UnhandledRejectionError);

/** Nexus comes in a later release. Use a child workflow or an activity. */
export class NexusUnavailableError extends WorkflowError {
  constructor() {
    super('Nexus operations are not available in this release: use a child workflow or an activity instead');
  }
}
SymbolBasedInstanceOfError<NexusUnavailableError>('NexusUnavailableError')(NexusUnavailableError);

/** When and how a local activity goes on that waits longer than its `localRetryThreshold`. */
export interface LocalActivityBackoff {
  /** The attempt that follows. */
  attempt?: number | null;
  backoffDuration?: Timestamp | null;
  /** When the first attempt was scheduled. */
  originalScheduleTime?: Timestamp | null;
}

/**
 * Tells `scheduleLocalActivity` to wait by a timer and to schedule the activity again. Workflow code does not see it;
 * outbound interceptors do, and let it pass.
 */
export class LocalActivityDoBackoff extends Error {
  readonly backoff: LocalActivityBackoff;
  constructor(backoff: LocalActivityBackoff) {
    super();
    this.backoff = backoff;
  }
}
SymbolBasedInstanceOfError<LocalActivityDoBackoff>('LocalActivityDoBackoff')(LocalActivityDoBackoff);

/**
 * True for a `CancelledFailure`, and for the failure of an activity or child that was cancelled. It says nothing about
 * who asked for the cancellation.
 */
export function isCancellation(err: unknown): boolean {
  if (err instanceof CancelledFailure) return true;
  const wraps =
    err instanceof ActivityFailure || err instanceof ChildWorkflowFailure || err instanceof NexusOperationFailure;
  return wraps && err.cause instanceof CancelledFailure;
}
