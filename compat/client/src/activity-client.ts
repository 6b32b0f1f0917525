import type {
  ActivityFunction,
  PayloadTypeInfo,
  Priority,
  RetryPolicy,
  SearchAttributePair,
  TypedSearchAttributes,
} from '@temporalio/common';
import type { Duration } from '@temporalio/common/lib/time';
import { composeInterceptors } from '@temporalio/common/lib/interceptors';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import {
  activityResult,
  cancelActivity,
  pauseActivity,
  restoreActivityOptions,
  terminateActivity,
  unpauseActivity,
  updateActivityOptions,
} from './activity/calls';
import { describeActivity } from './activity/describe';
import { type Handlers, StandaloneHandle } from './activity/handle';
import { countActivities, listActivities } from './activity/list';
import { startActivity } from './activity/start';
import type { ActivityStartInput, ActivityClientInterceptor } from './activity-interceptors';
import { AsyncCompletionClient, type AsyncCompletionClientOptions } from './async-completion-client';
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

/**
 * Runs activities without a workflow, and completes activities of any kind from outside. Usually reached as
 * `client.activity`.
 */
export class ActivityClient extends AsyncCompletionClient implements TypedActivityClient<any> {
  private readonly handlers: Handlers;
  private readonly interceptors: ActivityClientInterceptor[];

  constructor(options?: ActivityClientOptions) {
    super(options);
    const { scope } = this;
    const interceptors = options?.interceptors ?? [];
    const chain = <K extends keyof Handlers>(name: K, end: Handlers[K]): Handlers[K] =>
      composeInterceptors(interceptors, name, end as never) as Handlers[K];
    this.interceptors = interceptors;
    this.handlers = {
      start: chain('start', (input) => this.startHandler(input, false)),
      getResult: chain('getResult', (input) => activityResult(scope, input)),
      describe: chain('describe', (input) => describeActivity(scope, input)),
      cancel: chain('cancel', (input) => cancelActivity(scope, input)),
      terminate: chain('terminate', (input) => terminateActivity(scope, input)),
      list: chain('list', (input) => listActivities(scope, input)),
      count: chain('count', (input) => countActivities(scope, input)),
      pause: chain('pause', (input) => pauseActivity(scope, input)),
      unpause: chain('unpause', (input) => unpauseActivity(scope, input)),
      updateOptions: chain('updateOptions', (input) => updateActivityOptions(scope, input)),
      restoreOriginalOptions: chain('restoreOriginalOptions', (input) => restoreActivityOptions(scope, input)),
    };
  }

  /** The same object, with activity names and arguments checked against `T`. */
  typed<T>(): TypedActivityClient<T> {
    return this;
  }

  /**
   * Starts an activity. Returns when the start is stored. TypeError and ValueError for impossible options,
   * ActivityExecutionAlreadyStartedError when the id is taken and the policies say so.
   */
  async start<R = any>(activity: string, options: ActivityOptions): Promise<ActivityHandle<R>> {
    return this.handlers.start({ activityType: activity, options, headers: {} });
  }

  /**
   * Starts an activity and waits for its result, in one call to Redis less than `start` and `result`.
   * ActivityExecutionFailedError when it ended without one.
   */
  async execute<R = any>(activity: string, options: ActivityOptions): Promise<R> {
    const end = (input: ActivityStartInput): Promise<ActivityHandle> => this.startHandler(input, true);
    const start = composeInterceptors(this.interceptors, 'start', end);
    const handle: ActivityHandle<R> = await start({ activityType: activity, options, headers: {} });
    return handle.result();
  }

  /** A handle to an existing activity; sends nothing. Without a run id: the latest run of the id, at each call. */
  getHandle<R = any>(activityId: string, runId?: string): ActivityHandle<R> {
    return new StandaloneHandle<R>(this.handlers, { activityId, runId });
  }

  /** The same, with what is known of the type of the result. */
  getHandleWithOptions<R = any>(activityId: string, options: GetActivityHandleOptions): ActivityHandle<R> {
    const { runId, typeInfo } = options;
    return new StandaloneHandle<R>(this.handlers, { activityId, runId, outputType: typeInfo?.outputType });
  }

  /** Activities that a list filter finds, newest first unless it says otherwise. */
  list(query: string): AsyncIterable<ActivityExecutionInfo> {
    return this.handlers.list({ query, headers: {} });
  }

  /** How many activities a list filter finds; with `GROUP BY ExecutionStatus`, how many of each status. */
  async count(query: string): Promise<CountActivityExecutions> {
    return this.handlers.count({ query, headers: {} });
  }

  private async startHandler(input: ActivityStartInput, awaitClose: boolean): Promise<ActivityHandle> {
    // Read before anything is awaited: the caller's options may change afterwards.
    const outputType = input.options.typeInfo?.outputType;
    const runId = await startActivity(this.scope, input, awaitClose);
    return new StandaloneHandle(this.handlers, { activityId: input.options.id, runId, outputType });
  }
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
