import type {
  ActivityFunction,
  PayloadTypeInfo,
  Priority,
  RetryPolicy,
  SearchAttributePair,
  TypedSearchAttributes,
} from '@temporalio/common';
import type { Duration } from '@temporalio/common/lib/time';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import { AsyncCompletionClient, type AsyncCompletionClientOptions } from './async-completion-client';
import { NotSupportedError } from './errors';
import type { ActivityClientInterceptor } from './interceptors';
import type {
  ActivityExecutionDescription,
  ActivityExecutionInfo,
  ActivityIdConflictPolicy,
  ActivityIdReusePolicy,
  CountActivityExecutions,
} from './types';

export interface ActivityClientOptions extends AsyncCompletionClientOptions {
  interceptors?: ActivityClientInterceptor[];
}

/** Completes activities from outside; its methods for standalone activities throw NotSupportedError (a later release). */
export class ActivityClient extends AsyncCompletionClient implements TypedActivityClient<any> {
  constructor(options?: ActivityClientOptions) {
    super(options);
  }

  /** The same object, with activity names and arguments checked against `T`. */
  typed<T>(): TypedActivityClient<T> {
    return this;
  }

  async start<R = any>(_activity: string, _options: ActivityOptions): Promise<ActivityHandle<R>> {
    throw standalone('start');
  }

  async execute<R = any>(_activity: string, _options: ActivityOptions): Promise<R> {
    throw standalone('execute');
  }

  getHandle<R = any>(_activityId: string, _runId?: string): ActivityHandle<R> {
    throw standalone('getHandle');
  }

  getHandleWithOptions<R = any>(_activityId: string, _options: GetActivityHandleOptions): ActivityHandle<R> {
    throw standalone('getHandleWithOptions');
  }

  list(_query: string): AsyncIterable<ActivityExecutionInfo> {
    throw standalone('list');
  }

  async count(_query: string): Promise<CountActivityExecutions> {
    throw standalone('count');
  }
}

function standalone(method: string): NotSupportedError {
  return new NotSupportedError(
    `client.activity.${method}()`,
    'standalone activities come with a later release. Run the activity from a workflow that calls only it.',
  );
}

export interface ActivityHandle<R = any> {
  readonly activityId: string;
  readonly runId?: string;
  result(): Promise<R>;
  describe(options?: ActivityDescribeOptions): Promise<ActivityExecutionDescription>;
  cancel(reason: string): Promise<void>;
  terminate(reason: string): Promise<void>;
  pause(options?: ActivityPauseOptions): Promise<void>;
  unpause(options?: ActivityUnpauseOptions): Promise<void>;
  updateOptions(options: ActivityOptionsUpdate): Promise<ActivityOptionsUpdateResult>;
  restoreOriginalOptions(): Promise<ActivityOptionsUpdate>;
}

export interface ActivityOptions {
  id: string;
  taskQueue: string;
  args?: any[] | Readonly<any[]>;
  typeInfo?: PayloadTypeInfo;
  heartbeatTimeout?: Duration;
  retry?: RetryPolicy;
  startToCloseTimeout?: Duration;
  scheduleToStartTimeout?: Duration;
  scheduleToCloseTimeout?: Duration;
  summary?: string;
  priority?: Priority;
  startDelay?: Duration;
  idReusePolicy?: ActivityIdReusePolicy;
  idConflictPolicy?: ActivityIdConflictPolicy;
  typedSearchAttributes?: SearchAttributePair[] | TypedSearchAttributes;
}

export interface GetActivityHandleOptions {
  runId?: string;
  typeInfo?: Pick<PayloadTypeInfo, 'outputType'>;
}

export interface ActivityDescribeOptions {
  includeInput?: boolean;
  includeOutcome?: boolean;
  includeHeartbeatDetails?: boolean;
  includeLastFailure?: boolean;
}

export interface ActivityPauseOptions {
  reason?: string;
}

export interface ActivityUnpauseOptions {
  reason?: string;
  jitter?: Duration;
}

export interface ActivityOptionsUpdate {
  taskQueue?: string;
  scheduleToCloseTimeout?: Duration | null;
  scheduleToStartTimeout?: Duration | null;
  startToCloseTimeout?: Duration | null;
  heartbeatTimeout?: Duration | null;
  retry?: RetryPolicy | null;
  priority?: Priority | null;
  startDelay?: Duration | null;
}

export type ActivityOptionsUpdateResult = {
  [K in keyof ActivityOptionsUpdate]: Exclude<ActivityOptionsUpdate[K], null>;
};

export interface TypedActivityClient<T> {
  start<N extends ActivityName<T>>(
    activity: N,
    options: ActivityOptionsFor<T, N>,
  ): Promise<ActivityHandle<ActivityResult<T, N>>>;
  execute<N extends ActivityName<T>>(activity: N, options: ActivityOptionsFor<T, N>): Promise<ActivityResult<T, N>>;
}

export type ActivityName<T> = {
  [N in keyof T & string]: T[N] extends ActivityFunction<any, any> ? N : never;
}[keyof T & string];
export type ActivityArgs<T, N extends ActivityName<T>> = T[N] extends ActivityFunction<infer P, any> ? P : never;
export type ActivityResult<T, N extends ActivityName<T>> = T[N] extends ActivityFunction<any, infer R> ? R : never;
export type ActivityOptionsWithArgs<Args extends any[]> = Args extends [any, ...any]
  ? Replace<ActivityOptions, { args: Args | Readonly<Args> }>
  : Replace<ActivityOptions, { args?: Args | Readonly<Args> }>;
export type ActivityOptionsFor<T, N extends ActivityName<T>> = ActivityOptionsWithArgs<ActivityArgs<T, N>>;
