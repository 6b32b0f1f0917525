import type { UntypedActivities } from '@temporalio/common';
import { deepMerge } from '@temporalio/common/lib/internal-workflow';
import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import type { ActivityOptions } from '../activities';
import type {
  ActivityInterfaceFor,
  ActivityProxyOptions,
  LocalActivityInterfaceFor,
  LocalActivityProxyOptions,
} from './activity-types';
import { requireTimeout, scheduleActivity } from './schedule-activity';
import { scheduleLocalActivity } from './schedule-local-activity';

type Schedule = (type: string, args: unknown[], options: ActivityOptions, info?: PayloadTypeInfo) => Promise<unknown>;
type Options = ActivityOptions & { activityTypeInfo?: Partial<Record<string, PayloadTypeInfo>> };

/**
 * Activities as functions: `const { greet } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' })`.
 * Throws `TypeError` when neither `startToCloseTimeout` nor `scheduleToCloseTimeout` is set.
 */
export function proxyActivities<A = UntypedActivities>(options: ActivityProxyOptions<A>): ActivityInterfaceFor<A> {
  return proxy(options, scheduleActivity) as ActivityInterfaceFor<A>;
}

/**
 * Activities that run inside the worker of the workflow task, without a queue in between; each leaves one event. For
 * what takes much less time than a workflow task may, and may be done again when the worker dies. Throws `TypeError` when
 * neither `startToCloseTimeout` nor `scheduleToCloseTimeout` is set.
 */
export function proxyLocalActivities<A = UntypedActivities>(
  options: LocalActivityProxyOptions<A>,
): LocalActivityInterfaceFor<A> {
  return proxy(options, scheduleLocalActivity) as LocalActivityInterfaceFor<A>;
}

function proxy(options: Options, schedule: Schedule): object {
  if (options === undefined) throw new TypeError('options must be defined');
  requireTimeout(options);
  return new Proxy(
    {},
    {
      get(_, name) {
        if (typeof name === 'string') return activityFunction(name, options, schedule);
        throw new TypeError(`Only strings are supported for Activity types, got: ${String(name)}`);
      },
    },
  );
}

function activityFunction(name: string, { activityTypeInfo, ...options }: Options, schedule: Schedule): unknown {
  const typeInfo = activityTypeInfo?.[name];
  const call = (...args: unknown[]): Promise<unknown> => schedule(name, args, options, typeInfo);
  return Object.assign(call, {
    executeWithOptions: (overrides: ActivityOptions, args: unknown[]): Promise<unknown> =>
      schedule(name, args, deepMerge(options, overrides) as ActivityOptions, typeInfo),
  });
}
