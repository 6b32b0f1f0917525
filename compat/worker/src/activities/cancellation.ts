import { ActivityCancellationDetails } from '@temporalio/common';
import type { ActivityCancelReason } from '@perdure/engine';

/** Why an activity was told to stop: what the engine says, and one reason of the worker's own. */
export type CancelReason = ActivityCancelReason | 'HEARTBEAT_DETAILS_CONVERSION_FAILED';

const DETAILS = {
  NOT_FOUND: { notFound: true },
  CANCELLED: { cancelRequested: true },
  TIMED_OUT: { timedOut: true },
  WORKER_SHUTDOWN: { workerShutdown: true },
  PAUSED: { paused: true },
  RESET: { reset: true },
  HEARTBEAT_DETAILS_CONVERSION_FAILED: {},
} as const satisfies Record<CancelReason, ConstructorParameters<typeof ActivityCancellationDetails>[0]>;

/** The reason as `cancellationDetails()` shows it. */
export function cancellationDetailsOf(reason: CancelReason): ActivityCancellationDetails {
  return new ActivityCancellationDetails(DETAILS[reason]);
}
