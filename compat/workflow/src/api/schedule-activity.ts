import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import { payloadMapToWire, retryPolicyToWire } from '@perdure/common/lib/wire';
import type { ScheduleActivity } from '@perdure/engine';
import type { ActivityOptions } from '../activities';
import { composeInterceptors } from '../interceptor-composition';
import type { ActivityInput } from '../interceptors';
import { requireRun } from '../runtime/current';
import type { Run } from '../runtime/run';
import { linkToScope } from '../runtime/scope-link';
import { whereCalled } from '../runtime/waits';
import { ACTIVITY_CANCELLATION_TYPE, enumOption } from './enum-option';
import { defined, timeoutMs } from './durations';
import { priorityToWire } from './priority';

/** Throws `TypeError` unless one of the two timeouts is set that bound an activity. */
export function requireTimeout(options: Pick<ActivityOptions, 'startToCloseTimeout' | 'scheduleToCloseTimeout'>): void {
  if (options.scheduleToCloseTimeout === undefined && options.startToCloseTimeout === undefined) {
    throw new TypeError('Required either scheduleToCloseTimeout or startToCloseTimeout');
  }
}

/**
 * Schedules an activity by name and resolves to its result; `proxyActivities` gives the same with types. Rejects with
 * `ActivityFailure` when retries end, when it times out, or when it was cancelled.
 */
export function scheduleActivity<R>(
  activityType: string,
  args: unknown[],
  options: ActivityOptions,
  typeInfo?: PayloadTypeInfo,
): Promise<R> {
  const run = requireRun('Workflow.scheduleActivity(...) may only be used from a Workflow Execution');
  if (options === undefined) throw new TypeError('Got empty activity options');
  const schedule = composeInterceptors(run.interceptors.outbound, 'scheduleActivity', scheduleNext);
  const seq = run.nextSeq.activity++;
  return schedule({ activityType, args, options, headers: {}, seq, typeInfo }) as Promise<R>;
}

function scheduleNext(input: ActivityInput): Promise<unknown> {
  const run = requireRun('Workflow uninitialized');
  requireTimeout(input.options);
  const { seq } = input;
  const activityId = input.options.activityId ?? `${seq}`;
  const context = run.codec.ofActivity(activityId);
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      // The answer comes as a job: when, depends on the cancellation type.
      if (run.completions.activity.has(seq)) run.push({ kind: 'requestCancelActivity', seq });
    };
    if (!linkToScope(reject, cancel)) return;
    run.push(commandOf(run, input, activityId));
    const outputType = input.typeInfo?.outputType;
    run.completions.activity.add(seq, { resolve, reject, context, outputType, at: whereCalled(scheduleActivity) });
  });
}

function commandOf(
  run: Run,
  { options, args, headers, seq, activityType, typeInfo }: ActivityInput,
  activityId: string,
) {
  const context = run.codec.ofActivity(activityId);
  return defined<ScheduleActivity>({
    kind: 'scheduleActivity',
    seq,
    activityId,
    activityType,
    taskQueue: options.taskQueue || undefined,
    args: run.codec.encodeAll(args, context, typeInfo?.inputTypes),
    header: payloadMapToWire(headers),
    scheduleToCloseTimeoutMs: timeoutMs(options.scheduleToCloseTimeout),
    scheduleToStartTimeoutMs: timeoutMs(options.scheduleToStartTimeout),
    startToCloseTimeoutMs: timeoutMs(options.startToCloseTimeout),
    heartbeatTimeoutMs: timeoutMs(options.heartbeatTimeout),
    retryPolicy: options.retry && retryPolicyToWire(options.retry),
    cancellationType: enumOption(options.cancellationType, ACTIVITY_CANCELLATION_TYPE),
    allowEagerDispatch: options.allowEagerDispatch === false ? false : undefined,
    priority: priorityToWire(options.priority),
    summary: run.codec.encodeText(options.summary, context),
  });
}
