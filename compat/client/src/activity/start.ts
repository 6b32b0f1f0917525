import { randomUUID } from 'node:crypto';
import { type StartActivityRequest, isEngineError } from '@perdure/engine';
import { payloadMapToWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import { compilePriority } from '@temporalio/common';
import { encodeUnifiedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { type Duration, msOptionalToNumber } from '@temporalio/common/lib/time';
import type { ActivityOptions } from '../activity-client';
import type { ActivityStartInput } from '../activity-interceptors';
import {
  decodeActivityIdConflictPolicy,
  decodeActivityIdReusePolicy,
  encodeActivityIdConflictPolicy,
  encodeActivityIdReusePolicy,
} from '../activity-types';
import type { CallScope } from '../base-client';
import { ActivityExecutionAlreadyStartedError } from '../errors';
import { contextOf, rethrowActivityError } from './context';

/** End of the interceptor chain of `start`; answers the run id. `awaitClose`: the result will be waited for at once. */
export async function startActivity(
  scope: CallScope,
  { activityType, options, headers }: ActivityStartInput,
  awaitClose: boolean,
): Promise<string> {
  if (!activityType) throw new TypeError('activityType is required');
  checkOptions(options);
  const context = contextOf(scope, options.id);
  const { args = [], summary, typeInfo } = options;
  const request: StartActivityRequest = {
    requestId: randomUUID(),
    activityId: options.id,
    activityType,
    taskQueue: options.taskQueue,
    args: await scope.coder.encodeAll(args, 'The input of the activity', context, typeInfo?.inputTypes),
    header: payloadMapToWire(headers),
    summary: summary == null ? undefined : await scope.coder.encodeOne(summary, context),
    ...limitsOf(options),
    searchAttributes: searchAttributes(options),
    idReusePolicy: decodeActivityIdReusePolicy(encodeActivityIdReusePolicy(options.idReusePolicy)) ?? 'ALLOW_DUPLICATE',
    idConflictPolicy:
      decodeActivityIdConflictPolicy(encodeActivityIdConflictPolicy(options.idConflictPolicy)) ?? 'FAIL',
    awaitClose,
  };
  try {
    const engine = await scope.engine();
    return (await engine.activities.start(request, scope.callOptions())).runId;
  } catch (error) {
    if (!isEngineError(error, 'ALREADY_EXISTS')) rethrowActivityError(error, 'Failed to start activity');
    const { runId } = error.details as { readonly runId: string };
    throw new ActivityExecutionAlreadyStartedError('Activity execution already started', options.id, runId);
  }
}

function checkOptions(options: ActivityOptions): void {
  if (!options.id) throw new TypeError('id is required');
  if (!options.taskQueue) throw new TypeError('taskQueue is required');
  if (!options.scheduleToCloseTimeout && !options.startToCloseTimeout) {
    throw new TypeError('Either scheduleToCloseTimeout or startToCloseTimeout is required');
  }
  const delayMs = msOptionalToNumber(options.startDelay);
  if (delayMs !== undefined && delayMs < 0) throw new TypeError('startDelay must be non-negative');
}

function limitsOf(options: ActivityOptions) {
  return {
    scheduleToCloseTimeoutMs: durationMs(options.scheduleToCloseTimeout, 'scheduleToCloseTimeout'),
    scheduleToStartTimeoutMs: durationMs(options.scheduleToStartTimeout, 'scheduleToStartTimeout'),
    startToCloseTimeoutMs: durationMs(options.startToCloseTimeout, 'startToCloseTimeout'),
    heartbeatTimeoutMs: durationMs(options.heartbeatTimeout, 'heartbeatTimeout'),
    startDelayMs: durationMs(options.startDelay, 'startDelay'),
    retryPolicy: options.retry && retryPolicyToWire(options.retry),
    priority: options.priority && priorityToWire(options.priority),
  };
}

/** Milliseconds; undefined for "not set" and for 0, which means no limit. TypeError for negative ones. */
export function durationMs(duration: Duration | null | undefined, name: string): number | undefined {
  const ms = duration == null ? undefined : msOptionalToNumber(duration);
  if (ms !== undefined && ms < 0) throw new TypeError(`${name} must not be negative, got ${ms} ms`);
  return ms === 0 ? undefined : ms;
}

/** A priority without what is not set. TypeError and RangeError for impossible ones. */
export function priorityToWire(priority: NonNullable<ActivityOptions['priority']>) {
  compilePriority(priority);
  const { priorityKey, fairnessKey, fairnessWeight } = priority;
  return {
    ...(priorityKey && { priorityKey }),
    ...(fairnessKey && { fairnessKey }),
    ...(fairnessWeight && { fairnessWeight }),
  };
}

/** Search attributes are never given to codecs: they must stay searchable. */
function searchAttributes({ typedSearchAttributes }: ActivityOptions) {
  if (typedSearchAttributes === undefined) return undefined;
  return payloadMapToWire(encodeUnifiedSearchAttributes(undefined, typedSearchAttributes));
}
