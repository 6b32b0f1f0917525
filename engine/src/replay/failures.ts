import type { ExternalFailedCause } from '../model/event';
import type { Failure, FailureInfo, RetryState } from '../model/failure';

/** What a failure says of the activity it came from. */
export type ActivityFacts = Omit<Extract<FailureInfo, { kind: 'activity' }>, 'kind' | 'retryState'>;
/** What a failure says of the child it came from. */
export type ChildFacts = Omit<Extract<FailureInfo, { kind: 'childWorkflow' }>, 'kind' | 'retryState'>;

/** The failure workflow code gets for an activity; the cause says why. */
export function activityFailure(
  message: string,
  facts: ActivityFacts,
  retryState: RetryState,
  cause: Failure,
): Failure {
  return { message, cause, info: { kind: 'activity', ...facts, retryState } };
}

/** The failure workflow code gets for a child; the cause says why. */
export function childFailure(message: string, facts: ChildFacts, retryState: RetryState, cause: Failure): Failure {
  return { message, cause, info: { kind: 'childWorkflow', ...facts, retryState } };
}

/** The cause of everything that was cancelled. Its message is empty, as Temporal's is. */
export const CANCELED: Failure = { message: '', info: { kind: 'canceled' } };
export const CHILD_TIMED_OUT: Failure = {
  message: 'Timed out',
  info: { kind: 'timeout', timeoutType: 'START_TO_CLOSE' },
};
export const CHILD_TERMINATED: Failure = { message: 'Terminated', info: { kind: 'terminated' } };

/** A signal to another workflow that was cancelled in the task that asked for it. */
export const SIGNAL_WITHDRAWN: Failure = {
  message: 'Signal was cancelled before being sent',
  info: { kind: 'canceled' },
};

const CAUSE_TYPE = {
  EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND: 'ExternalWorkflowExecutionNotFound',
  SIGNAL_COUNT_LIMIT_EXCEEDED: 'SignalCountLimitExceeded',
} satisfies Record<ExternalFailedCause, string>;

const SIGNAL_REASON = {
  EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND: 'it was not found',
  SIGNAL_COUNT_LIMIT_EXCEEDED: 'The per-workflow signal limit was exceeded',
} satisfies Record<ExternalFailedCause, string>;

/** A signal to another workflow that did not arrive. */
export function signalFailure(cause: ExternalFailedCause): Failure {
  return externalFailure(`Unable to signal external workflow because ${SIGNAL_REASON[cause]}`, cause);
}

/** A cancellation request to another workflow that did not arrive. */
export function cancelFailure(cause: ExternalFailedCause): Failure {
  return externalFailure('Unable to cancel external workflow because not found', cause);
}

function externalFailure(message: string, cause: ExternalFailedCause): Failure {
  return { message, info: { kind: 'application', type: CAUSE_TYPE[cause] } };
}
