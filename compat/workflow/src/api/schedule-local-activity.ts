import { msToTs, requiredTsToMs } from '@temporalio/common/lib/time';
import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import { payloadMapToWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import type { LocalBackoff, ScheduleLocalActivity } from '@perdure/engine';
import type { LocalActivityOptions } from '../activities';
import { LocalActivityDoBackoff } from '../errors';
import { composeInterceptors } from '../interceptor-composition';
import type { LocalActivityInput } from '../interceptors';
import { requireRun } from '../runtime/current';
import type { Run } from '../runtime/run';
import { linkToScope } from '../runtime/scope-link';
import { whereCalled } from '../runtime/waits';
import { defined, timeoutMs } from './durations';
import { ACTIVITY_CANCELLATION_TYPE, enumOption } from './enum-option';
import { requireTimeout } from './schedule-activity';
import { sleep } from './sleep';

/**
 * Runs an activity inside the worker of the workflow task, by name; `proxyLocalActivities` gives the same with types.
 * Rejects with what the activity threw when retries end, with `ActivityFailure` when it timed out or was cancelled, and
 * with `ReferenceError`, which fails the workflow task, when the worker does not have it.
 */
export async function scheduleLocalActivity<R>(
  activityType: string,
  args: unknown[],
  options: LocalActivityOptions,
  typeInfo?: PayloadTypeInfo,
): Promise<R> {
  const run = requireRun('Workflow.scheduleLocalActivity(...) may only be used from a Workflow Execution');
  if (options === undefined) throw new TypeError('Got empty activity options');
  let again: Pick<LocalActivityInput, 'attempt' | 'originalScheduleTime'> = { attempt: 1 };
  for (;;) {
    const schedule = composeInterceptors(run.interceptors.outbound, 'scheduleLocalActivity', scheduleLocalNext);
    const seq = run.nextSeq.activity++;
    try {
      return (await schedule({ activityType, args, options, headers: {}, seq, typeInfo, ...again })) as R;
    } catch (error) {
      if (!(error instanceof LocalActivityDoBackoff)) throw error;
      again = await backOff(error, options);
    }
  }
}

/** Waits by a timer of the workflow, however long workers are away. */
async function backOff(
  { backoff }: LocalActivityDoBackoff,
  { eventGroups }: LocalActivityOptions,
): Promise<Pick<LocalActivityInput, 'attempt' | 'originalScheduleTime'>> {
  await sleep(requiredTsToMs(backoff.backoffDuration, 'backoffDuration'), { eventGroups });
  if (typeof backoff.attempt !== 'number') throw new TypeError('Invalid backoff attempt type');
  return { attempt: backoff.attempt, originalScheduleTime: backoff.originalScheduleTime ?? undefined };
}

/** What the code of a local activity is told that has to wait for its next attempt. */
export function doBackoff({ attempt, backoffMs, originalScheduleTimeMs }: LocalBackoff): LocalActivityDoBackoff {
  return new LocalActivityDoBackoff({
    attempt,
    backoffDuration: msToTs(backoffMs),
    originalScheduleTime: msToTs(originalScheduleTimeMs),
  });
}

async function scheduleLocalNext(input: LocalActivityInput): Promise<unknown> {
  const run = requireRun('Workflow uninitialized');
  const { seq, activityType, options } = input;
  refuseUnknown(run, activityType);
  requireTimeout(options);
  const context = run.codec.ofActivity(`${seq}`, true);
  return await new Promise((resolve, reject) => {
    const cancel = (): void => {
      if (run.completions.activity.has(seq)) run.push({ kind: 'requestCancelLocalActivity', seq });
    };
    if (!linkToScope(reject, cancel)) return;
    run.push(commandOf(run, input));
    const outputType = input.typeInfo?.outputType;
    run.completions.activity.add(seq, { resolve, reject, context, outputType, at: whereCalled(scheduleLocalActivity) });
  });
}

/** On replay the history has the result, so the worker need not have the activity. */
function refuseUnknown(run: Run, activityType: string): void {
  const known = run.options.registeredActivities;
  if (run.info.unsafe.isReplaying || known.includes(activityType) || known.includes('default')) return;
  throw new ReferenceError(`Local activity of type '${activityType}' not registered on worker`);
}

function commandOf(
  run: Run,
  { options, args, headers, seq, activityType, attempt, originalScheduleTime, typeInfo }: LocalActivityInput,
): ScheduleLocalActivity {
  const activityId = `${seq}`;
  const context = run.codec.ofActivity(activityId, true);
  return defined<ScheduleLocalActivity>({
    kind: 'scheduleLocalActivity',
    seq,
    activityId,
    activityType,
    args: run.codec.encodeAll(args, context, typeInfo?.inputTypes),
    header: payloadMapToWire(headers),
    attempt,
    originalScheduleTimeMs: originalScheduleTime && requiredTsToMs(originalScheduleTime, 'originalScheduleTime'),
    scheduleToCloseTimeoutMs: timeoutMs(options.scheduleToCloseTimeout),
    scheduleToStartTimeoutMs: timeoutMs(options.scheduleToStartTimeout),
    startToCloseTimeoutMs: timeoutMs(options.startToCloseTimeout),
    retryPolicy: options.retry && retryPolicyToWire(options.retry),
    localRetryThresholdMs: timeoutMs(options.localRetryThreshold),
    cancellationType: enumOption(options.cancellationType, ACTIVITY_CANCELLATION_TYPE),
    summary: run.codec.encodeText(options.summary, context),
  });
}
