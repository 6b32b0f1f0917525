import { EventEmitter } from 'node:events';
import { asyncLocalStorage, type Context, type Info } from '@perdure/activity';
import type { Client } from '@perdure/client';
import { DefaultLogger, type ActivityInterceptorsFactory } from '@perdure/worker';
import { ActivityContext } from '@perdure/worker/lib/activities/activity-context';
import type { CancelReason } from '@perdure/worker/lib/activities/cancellation';
import { execute } from '@perdure/worker/lib/activities/execute';
import {
  ActivityCancellationDetails,
  LoggerWithComposedMetadata,
  noopMetricMeter,
  SdkComponent,
  type ActivityFunction,
  type Logger,
  type MetricMeter,
} from '@temporalio/common';

export interface MockActivityEnvironmentOptions {
  /** As those of a worker. */
  interceptors?: ActivityInterceptorsFactory[];
  /** Default: a `DefaultLogger` that writes INFO and above to stderr. */
  logger?: Logger;
  /** Default: a meter without effect. */
  metricMeter?: MetricMeter;
  /** What `getClient()` answers. Default: none, and it throws. */
  client?: Client;
}

/**
 * Runs activity functions without a worker. Emits `heartbeat` with the details of each heartbeat.
 *
 * It has one context for all activities it runs: once cancelled, everything that runs in it later is cancelled too.
 */
export class MockActivityEnvironment extends EventEmitter {
  /** Tells the activity to stop, as an engine would. Defaults: 'CANCELLED', because cancellation was requested. */
  readonly cancel: (reason?: CancelReason, details?: ActivityCancellationDetails) => void;
  /** What `Context.current()` answers to what runs in here. */
  readonly context: Context;
  readonly #context: ActivityContext;

  /** `info`: what differs from {@link defaultActivityInfo}. */
  constructor(info?: Partial<Info>, options: MockActivityEnvironmentOptions = {}) {
    super();
    const { logger = new DefaultLogger(), metricMeter = noopMetricMeter, interceptors = [], client } = options;
    const surroundings = {
      logger: LoggerWithComposedMetadata.compose(logger, { sdkComponent: SdkComponent.worker }),
      metricMeter,
      interceptors,
      client: () => client,
      connection: () => undefined,
    };
    const heartbeat = (details?: unknown): void => void this.emit('heartbeat', details);
    this.#context = new ActivityContext({ ...defaultActivityInfo, ...info }, surroundings, heartbeat);
    this.context = this.#context;
    this.cancel = (reason = 'CANCELLED', details = new ActivityCancellationDetails({ cancelRequested: true })) =>
      this.#context.cancel(reason, details);
  }

  /** Runs a function as an activity: in the context, through the interceptors. Settles as the function does. */
  async run<P extends any[], R, F extends ActivityFunction<P, R>>(fn: F, ...args: P): Promise<R> {
    const call = (): Promise<unknown> => execute(this.#context, fn, { args, headers: {} }, true);
    return (await asyncLocalStorage.run(this.context, call)) as R;
  }
}

/** The info of activities in a {@link MockActivityEnvironment}. */
export const defaultActivityInfo: Info = {
  attempt: 1,
  taskQueue: 'test',
  isLocal: false,
  taskToken: Buffer.from('test'),
  activityId: 'test',
  activityType: 'unknown',
  workflowType: 'test',
  base64TaskToken: Buffer.from('test').toString('base64'),
  heartbeatTimeoutMs: undefined,
  heartbeatDetails: undefined,
  activityNamespace: 'default',
  workflowNamespace: 'default',
  workflowExecution: { workflowId: 'test', runId: '00000000-0000-0000-0000-000000000000' },
  scheduledTimestampMs: 1,
  startToCloseTimeoutMs: 1000,
  scheduleToCloseTimeoutMs: 1000,
  currentAttemptScheduledTimestampMs: 1,
  priority: undefined,
  retryPolicy: undefined,
  namespace: 'test',
  activityRunId: undefined,
  inWorkflow: true,
};
