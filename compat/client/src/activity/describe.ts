/** What the engine knows of a standalone activity, in Temporal's raw form and in the friendly one. */
import type { StandaloneDescription } from '@perdure/engine';
import {
  failureFromWire,
  payloadFromWire,
  payloadMapFromWire,
  payloadsFromWire,
  retryPolicyFromWire,
} from '@perdure/common/lib/wire';
import { compileRetryPolicy } from '@temporalio/common';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { msNumberToTs } from '@temporalio/common/lib/time';
import type { ActivityDescribeInput } from '../activity-interceptors';
import {
  type ActivityExecutionDescription,
  type ActivityExecutionInfo,
  type RawActivityExecutionInfo,
  encodeActivityExecutionStatus,
  encodePendingActivityState,
} from '../activity-types';
import type { CallScope } from '../base-client';
import { toLong } from '../workflow/description';
import { contextOf, rethrowActivityError, targetOf } from './context';

type Included = ActivityDescribeInput['options'];

/** End of the interceptor chain of `describe`. */
export async function describeActivity(
  scope: CallScope,
  input: ActivityDescribeInput,
): Promise<ActivityExecutionDescription> {
  const target = targetOf(input);
  try {
    const engine = await scope.engine();
    return description(scope, await engine.activities.describe(target, scope.callOptions()), input.options);
  } catch (error) {
    return rethrowActivityError(error, 'Failed to describe activity');
  }
}

function description(scope: CallScope, known: StandaloneDescription, included: Included): ActivityExecutionDescription {
  const { scheduled } = known;
  return {
    ...commonInfo(known),
    rawInfo: rawInfo(known, included),
    rawCallbacks: [],
    runState: known.runState,
    scheduleToCloseTimeoutMs: scheduled.scheduleToCloseTimeoutMs,
    scheduleToStartTimeoutMs: scheduled.scheduleToStartTimeoutMs,
    startToCloseTimeoutMs: scheduled.startToCloseTimeoutMs,
    heartbeatTimeoutMs: scheduled.heartbeatTimeoutMs,
    retryPolicy: retryPolicyFromWire(scheduled.retryPolicy),
    lastHeartbeatTime: date(known.lastHeartbeatMs),
    lastStartedTime: date(known.lastStartedMs),
    attempt: known.attempt,
    expirationTime: date(known.expirationMs),
    lastWorkerIdentity: known.lastWorkerIdentity,
    currentRetryIntervalMs: known.retryIntervalMs,
    lastAttemptCompleteTime: date(known.lastAttemptEndedMs),
    nextAttemptScheduleTime: date(known.nextAttemptMs),
    priority: scheduled.priority ?? {},
    canceledReason: known.cancelReason || undefined,
    startDelayMs: scheduled.standalone?.startDelayMs,
    ...values(scope, known, included),
  };
}

/** What was asked for can be decoded; what was not is as if it were not there. */
function values(scope: CallScope, { activityId, ...known }: StandaloneDescription, included: Included) {
  const { coder } = scope;
  const context = contextOf(scope, activityId);
  const beat = included.includeHeartbeatDetails ? known.heartbeatDetails : undefined;
  const lastFailure = included.includeLastFailure ? known.lastFailure : undefined;
  const input = included.includeInput ? known.scheduled.input : undefined;
  const outcome = included.includeOutcome ? known.outcome : undefined;
  const result = outcome && 'result' in outcome ? outcome.result : undefined;
  const failure = outcome && 'failure' in outcome ? outcome.failure : undefined;
  return {
    hasHeartbeatDetails: beat !== undefined && beat.length > 0,
    hasLastFailure: lastFailure !== undefined,
    hasInput: input !== undefined && input.length > 0,
    hasResult: result !== undefined && result.length > 0,
    hasOutcomeFailure: failure !== undefined,
    getHeartbeatDetails: async <T>() => (await coder.decodeFirst(beat, context)) as T | undefined,
    getLastFailure: async () => lastFailure && (await coder.decodeError(lastFailure, context)),
    getInput: async <T extends unknown[]>() => (await coder.decodeAll(input, context)) as T,
    getResult: async <T>() => (await coder.decodeFirst(result, context)) as T | undefined,
    getOutcomeFailure: async () => failure && (await coder.decodeError(failure, context)),
  };
}

function commonInfo(known: StandaloneDescription): ActivityExecutionInfo {
  const { scheduled, scheduledMs } = known;
  return {
    activityId: known.activityId,
    activityRunId: known.runId,
    activityType: scheduled.activityType,
    scheduleTime: new Date(scheduledMs),
    closeTime: date(known.closedMs),
    status: known.status,
    typedSearchAttributes: decodeTypedSearchAttributes(payloadMapFromWire(known.searchAttributes)),
    taskQueue: scheduled.taskQueue,
    executionDurationMs: (known.closedMs ?? known.nowMs) - scheduledMs,
    executionTime: new Date(scheduledMs + (scheduled.standalone?.startDelayMs ?? 0)),
  };
}

function rawInfo(known: StandaloneDescription, included: Included): RawActivityExecutionInfo {
  const { scheduled, scheduledMs } = known;
  const beat = included.includeHeartbeatDetails ? known.heartbeatDetails : undefined;
  const failure = included.includeLastFailure ? known.lastFailure : undefined;
  return {
    activityId: known.activityId,
    runId: known.runId,
    activityType: { name: scheduled.activityType },
    status: encodeActivityExecutionStatus(known.status),
    runState: encodePendingActivityState(known.runState),
    taskQueue: scheduled.taskQueue,
    scheduleToCloseTimeout: duration(scheduled.scheduleToCloseTimeoutMs),
    scheduleToStartTimeout: duration(scheduled.scheduleToStartTimeoutMs),
    startToCloseTimeout: duration(scheduled.startToCloseTimeoutMs),
    heartbeatTimeout: duration(scheduled.heartbeatTimeoutMs),
    retryPolicy: compileRetryPolicy(retryPolicyFromWire(scheduled.retryPolicy)),
    heartbeatDetails: beat && { payloads: payloadsFromWire(beat) },
    lastHeartbeatTime: duration(known.lastHeartbeatMs),
    lastStartedTime: duration(known.lastStartedMs),
    attempt: known.attempt,
    executionDuration: duration((known.closedMs ?? known.nowMs) - scheduledMs),
    scheduleTime: duration(scheduledMs),
    expirationTime: duration(known.expirationMs),
    closeTime: duration(known.closedMs),
    lastFailure: failure && failureFromWire(failure),
    lastWorkerIdentity: known.lastWorkerIdentity,
    currentRetryInterval: duration(known.retryIntervalMs),
    lastAttemptCompleteTime: duration(known.lastAttemptEndedMs),
    nextAttemptScheduleTime: duration(known.nextAttemptMs),
    priority: scheduled.priority,
    stateSizeBytes: toLong(known.stateBytes),
    searchAttributes: { indexedFields: payloadMapFromWire(known.searchAttributes) },
    header: { fields: payloadMapFromWire(scheduled.header) },
    userMetadata: { summary: scheduled.summary && payloadFromWire(scheduled.summary) },
    canceledReason: known.cancelReason,
    startDelay: duration(scheduled.standalone?.startDelayMs),
  };
}

/** Moments and lengths have the same form. */
function duration(ms: number | undefined): ReturnType<typeof msNumberToTs> | undefined {
  return ms === undefined ? undefined : msNumberToTs(ms);
}

function date(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
