import type { ActivityFunction, ActivityTypeInfoMap, UntypedActivities } from '@temporalio/common';
import type { ActivityOptions, LocalActivityOptions } from '../activities';

/** The type of members of an activities object that are no functions. */
export const NotAnActivityMethod: unique symbol = Symbol.for('__TEMPORAL_NOT_AN_ACTIVITY_METHOD') as never;

/** Options of `proxyActivities`. */
export interface ActivityProxyOptions<A = UntypedActivities> extends ActivityOptions {
  /** How arguments and results are converted, by activity name. */
  activityTypeInfo?: ActivityTypeInfoMap<A>;
}

/** An activity as workflow code calls it. */
export type ActivityFunctionWithOptions<T extends ActivityFunction> = T & {
  /** Calls it with options merged over those of the proxy. */
  executeWithOptions(options: ActivityOptions, args: Parameters<T>): Promise<Awaited<ReturnType<T>>>;
};

/** An activities object as workflow code calls it. */
export type ActivityInterfaceFor<T> = {
  [K in keyof T]: T[K] extends ActivityFunction ? ActivityFunctionWithOptions<T[K]> : typeof NotAnActivityMethod;
};

/** Options of `proxyLocalActivities`. */
export interface LocalActivityProxyOptions<A = UntypedActivities> extends LocalActivityOptions {
  /** How arguments and results are converted, by activity name. */
  activityTypeInfo?: ActivityTypeInfoMap<A>;
}

/** A local activity as workflow code calls it. */
export type LocalActivityFunctionWithOptions<T extends ActivityFunction> = T & {
  /** Calls it with options merged over those of the proxy. */
  executeWithOptions(options: LocalActivityOptions, args: Parameters<T>): Promise<Awaited<ReturnType<T>>>;
};

/** An activities object as workflow code calls it locally. */
export type LocalActivityInterfaceFor<T> = {
  [K in keyof T]: T[K] extends ActivityFunction ? LocalActivityFunctionWithOptions<T[K]> : typeof NotAnActivityMethod;
};
