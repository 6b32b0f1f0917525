/** Ends of the interceptor chains of what a handle does. */
import { randomUUID } from 'node:crypto';
import type { StandaloneOptions, StandaloneOptionsUpdate } from '@perdure/engine';
import { retryPolicyFromWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import type { TypeInfo } from '@temporalio/common';
import type { ActivityOptionsUpdate, ActivityOptionsUpdateResult } from '../activity-client';
import type {
  ActivityCancelInput,
  ActivityGetResultInput,
  ActivityPauseInput,
  ActivityRestoreOriginalOptionsInput,
  ActivityTerminateInput,
  ActivityUnpauseInput,
  ActivityUpdateOptionsInput,
} from '../activity-interceptors';
import type { CallScope } from '../base-client';
import { ActivityExecutionFailedError } from '../errors';
import { contextOf, rethrowActivityError, targetOf } from './context';
import { durationMs, priorityToWire } from './start';

/** Waits for the end. ActivityExecutionFailedError for every end but completion. */
export async function activityResult(
  scope: CallScope,
  input: ActivityGetResultInput & { readonly outputType?: TypeInfo },
): Promise<unknown> {
  const target = targetOf(input);
  const context = contextOf(scope, input.activityId);
  const { runId, outcome } = await answered('Failed to get activity result', async () => {
    const engine = await scope.engine();
    return engine.activities.outcome(target, scope.callOptions());
  });
  if ('result' in outcome) return scope.coder.decodeFirst(outcome.result, context, input.outputType);
  const cause = await scope.coder.decodeError(outcome.failure, context);
  throw new ActivityExecutionFailedError('Activity execution failed', cause, input.activityId, runId);
}

export async function cancelActivity(scope: CallScope, input: ActivityCancelInput): Promise<void> {
  const target = targetOf(input);
  await answered('Failed to request activity cancellation', async () => {
    const engine = await scope.engine();
    return engine.activities.requestCancel(target, changeOf(scope, input.reason), scope.callOptions());
  });
}

export async function terminateActivity(scope: CallScope, input: ActivityTerminateInput): Promise<void> {
  const target = targetOf(input);
  await answered('Failed to terminate activity', async () => {
    const engine = await scope.engine();
    return engine.activities.terminate(target, changeOf(scope, input.reason), scope.callOptions());
  });
}

export async function pauseActivity(scope: CallScope, input: ActivityPauseInput): Promise<void> {
  const target = targetOf(input);
  await answered('Failed to request activity pause', async () => {
    const engine = await scope.engine();
    return engine.activities.pause(target, changeOf(scope, input.options.reason), scope.callOptions());
  });
}

export async function unpauseActivity(scope: CallScope, input: ActivityUnpauseInput): Promise<void> {
  const target = targetOf(input);
  const jitterMs = durationMs(input.options.jitter, 'jitter') ?? 0;
  await answered('Failed to request activity unpause', async () => {
    const engine = await scope.engine();
    return engine.activities.unpause(target, jitterMs, scope.callOptions());
  });
}

export async function updateActivityOptions(
  scope: CallScope,
  input: ActivityUpdateOptionsInput,
): Promise<ActivityOptionsUpdateResult> {
  const target = targetOf(input);
  const update = updateOf(input.options);
  return answered('Failed to update activity options', async () => {
    const engine = await scope.engine();
    return resultOf(await engine.activities.updateOptions(target, update, scope.callOptions()));
  });
}

export async function restoreActivityOptions(
  scope: CallScope,
  input: ActivityRestoreOriginalOptionsInput,
): Promise<ActivityOptionsUpdateResult> {
  const target = targetOf(input);
  return answered('Failed to restore original activity options', async () => {
    const engine = await scope.engine();
    return resultOf(await engine.activities.restoreOptions(target, scope.callOptions()));
  });
}

async function answered<T>(failed: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    return rethrowActivityError(error, failed);
  }
}

function changeOf({ identity }: CallScope, reason: string | undefined) {
  return { requestId: randomUUID(), reason: reason ?? '', identity };
}

const TIMEOUTS = [
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'startToCloseTimeout',
  'heartbeatTimeout',
  'startDelay',
] as const;

/** `null` takes an option away, `undefined` leaves it. A task queue cannot be taken away. */
function updateOf(options: ActivityOptionsUpdate): StandaloneOptionsUpdate {
  const { taskQueue, retry, priority } = options;
  const given = TIMEOUTS.filter((name) => options[name] !== undefined);
  return {
    ...Object.fromEntries(given.map((name) => [`${name}Ms`, durationMs(options[name], name) ?? null])),
    taskQueue: taskQueue ?? undefined,
    retryPolicy: retry && retryPolicyToWire(retry),
    ...(retry === null && { retryPolicy: null }),
    priority: priority && priorityToWire(priority),
  };
}

function resultOf(options: StandaloneOptions): ActivityOptionsUpdateResult {
  return {
    taskQueue: options.taskQueue,
    scheduleToCloseTimeout: options.scheduleToCloseTimeoutMs,
    scheduleToStartTimeout: options.scheduleToStartTimeoutMs,
    startToCloseTimeout: options.startToCloseTimeoutMs,
    heartbeatTimeout: options.heartbeatTimeoutMs,
    retry: retryPolicyFromWire(options.retryPolicy),
    priority: options.priority,
    startDelay: options.startDelayMs,
  };
}
