import { EngineError } from '../../errors';
import type { StandaloneTarget } from '../../model/standalone-activity';

/** There is no such activity. */
export function activityNotFound({ activityId, runId }: StandaloneTarget): EngineError {
  return new EngineError(
    'NOT_FOUND',
    runId
      ? `activity execution not found for activity ID "${activityId}" and run ID "${runId}"`
      : `activity execution not found for activity ID: ${activityId}`,
    { activityId, runId },
  );
}

/** It has ended; or it never was, when it has no status. */
export function activityNotOpen(target: StandaloneTarget, status: string | null | undefined): EngineError {
  if (!status) return activityNotFound(target);
  return new EngineError('NOT_FOUND', `activity execution already completed for activity ID: ${target.activityId}`, {
    ...target,
    status,
  });
}

/** It changes faster than it can be read: somebody else works on it. */
export function keepsChanging({ activityId }: StandaloneTarget): EngineError {
  return new EngineError(
    'UNAVAILABLE',
    `Activity "${activityId}" changed each time before this call could change it. Nothing was changed; try again`,
    { activityId },
  );
}

/** Each change of options is kept in its history. */
export function tooManyUpdates({ activityId }: StandaloneTarget, limit: number): EngineError {
  return new EngineError(
    'LIMIT_EXCEEDED',
    `The options of activity "${activityId}" have been changed ${limit} times, which is the most. Cancel it and start another one`,
    { activityId },
  );
}
