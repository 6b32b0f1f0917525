import { EngineError } from '../errors';
import type { ApplyResult, Refusal } from '../model/transition';
import { ARRIVAL_GUARDS } from '../decide/signal';
import { UPDATE_GUARDS } from '../decide/admit-update';
import { LIMITS } from '../limits';
import type { ExecutionTarget } from '../model/request';

type Refused = Extract<ApplyResult, { outcome: 'refused' }>;

/** There is no such run, or it is closed: Temporal's two messages. `actual` is the run's status, if it has one. */
export function notOpen(target: ExecutionTarget, actual: string | null | undefined): EngineError {
  const details = { workflowId: target.workflowId, runId: target.runId, status: actual ?? undefined };
  return actual ? new EngineError('NOT_FOUND', 'workflow execution already completed', details) : notFound(target);
}

export function notFound(target: ExecutionTarget): EngineError {
  const { workflowId, runId } = target;
  return new EngineError(
    'NOT_FOUND',
    runId
      ? `workflow execution not found for workflow ID "${workflowId}" and run ID "${runId}"`
      : `workflow not found for ID: ${workflowId}`,
    { workflowId, runId },
  );
}

/** Why an arrival was refused; undefined: the run is closing, try again in a moment. */
export function arrivalError(target: ExecutionTarget, refused: Refused): EngineError | undefined {
  const refusal = last(refused);
  switch (refusal.guard) {
    case ARRIVAL_GUARDS.open:
      return notOpen(target, refusal.actual);
    case ARRIVAL_GUARDS.room:
      return new EngineError(
        'LIMIT_EXCEEDED',
        `The history of workflow "${target.workflowId}" is full. It should have continued as new; terminate it, or ` +
          'reset its work into a new execution',
        { workflowId: target.workflowId },
      );
    default:
      return undefined;
  }
}

export function updateError(target: ExecutionTarget, refused: Refused): EngineError {
  const refusal = last(refused);
  if (refusal.guard === UPDATE_GUARDS.open) return notOpen(target, refusal.actual);
  const details = { workflowId: target.workflowId };
  if (refusal.guard === UPDATE_GUARDS.room) {
    return new EngineError(
      'LIMIT_EXCEEDED',
      `limit on number of concurrent in-flight updates has been reached (${LIMITS.updatesInFlight})`,
      details,
    );
  }
  return new EngineError(
    'LIMIT_FINAL',
    `The limit on the total number of distinct updates in this workflow has been reached (${LIMITS.updatesPerRun}). Let ` +
      'repeated calls of one update share its update id, reject updates that are not going to be carried out, and have the ' +
      'workflow continue as new when workflowInfo().continueAsNewSuggested says so',
    details,
  );
}

export function last(refused: Refused): Refusal {
  return refused.refusals[refused.refusals.length - 1] ?? { guard: 0, actual: null };
}

/** A call took longer than the store remembers its request id: nobody can tell any more whether it was applied. */
export function expired(what: string): EngineError {
  return new EngineError(
    'DEADLINE_EXCEEDED',
    `${what} was refused because its time was up before it reached the store. Nothing was changed by this attempt`,
  );
}
