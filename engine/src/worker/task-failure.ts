import type { ActivationResult } from '../model/activation';
import type { WorkflowTaskFailedCause } from '../model/event';
import type { Failure } from '../model/failure';
import { isNondeterminismError } from '../replay/nondeterminism-error';

/** A workflow task that cannot be carried out; what the history will say of it. */
export class TaskFailed extends Error {
  readonly failure: Failure;
  readonly failedCause: WorkflowTaskFailedCause;

  constructor(failure: Failure, failedCause: WorkflowTaskFailedCause) {
    super(failure.message);
    this.failure = failure;
    this.failedCause = failedCause;
  }
}

/** How often a task is done again because of a sandbox that was lost for the sake of others. */
export const MAX_LOST = 3;

/** The sandbox was lost in the middle of the task; nothing has been sent, so it can be done again. */
export class SandboxLost extends Error {}

export function activationFailed(result: Extract<ActivationResult, { status: 'failed' }>): Error {
  if (result.sandboxLost) return new SandboxLost(result.failure.message);
  return new TaskFailed(
    result.failure,
    result.nondeterminism ? 'NON_DETERMINISTIC_ERROR' : 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
  );
}

export interface TaskFailure {
  readonly cause: WorkflowTaskFailedCause;
  readonly failure: Failure;
}

export function describeFailure(error: unknown): TaskFailure {
  if (error instanceof TaskFailed) return { cause: error.failedCause, failure: error.failure };
  const fault = error instanceof Error ? error : new Error(String(error));
  return {
    cause: isNondeterminismError(error) ? 'NON_DETERMINISTIC_ERROR' : 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    failure: {
      message: fault.message,
      source: 'Server',
      stackTrace: fault.stack,
      info: { kind: 'application', type: fault.name },
    },
  };
}

/** What a run fails with whose nondeterminism ends it (workflowFailureErrorTypes). */
export function nondeterminismFailure({ failure }: TaskFailure): Failure {
  const { message, stackTrace, source } = failure;
  return { message, stackTrace, source, info: { kind: 'application', type: 'NondeterminismError' } };
}
