import { isEngineError } from '@perdure/engine';
import type { ActivitySerializationContext } from '@temporalio/common';
import type { CallScope } from '../base-client';
import { ActivityNotFoundError } from '../errors';
import { rethrow } from '../service/rethrow';

/** What converters and codecs are told about an activity that no workflow scheduled. */
export function contextOf({ namespace }: CallScope, activityId: string): ActivitySerializationContext {
  return { type: 'activity', namespace, activityId, isLocal: false };
}

/** Names the activity and its run; the empty run id is the latest one. */
export function targetOf({ activityId, activityRunId }: { activityId: string; activityRunId: string }) {
  if (!activityId) throw new TypeError('activityId is required');
  return { activityId, runId: activityRunId || undefined };
}

/** Throws what Temporal's client throws. `failed` begins the message of a ServiceError. */
export function rethrowActivityError(error: unknown, failed: string): never {
  if (isEngineError(error, 'NOT_FOUND')) throw new ActivityNotFoundError(error.message);
  return rethrow(error, { failed });
}
