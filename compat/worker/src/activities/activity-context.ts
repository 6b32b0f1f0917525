/**
 * Owns what belongs to one attempt of an activity: its cancellation, its loggers, its interceptors.
 *
 * 1. Nothing is built before it is asked for: an activity that computes and returns makes no promise, no abort
 *    controller, no logger and no client.
 * 2. The first reason wins; later ones are ignored.
 * 3. `cancelled` and `cancellationSignal` tell of the same `CancelledFailure`, whether they were asked for before or
 *    after it happened.
 */
import { Context, type Info } from '@perdure/activity';
import {
  CancelledFailure,
  LoggerWithComposedMetadata,
  MetricMeterWithComposedTags,
  SdkComponent,
  type ActivityCancellationDetails,
  type Logger,
  type MetricMeter,
} from '@temporalio/common';
import { composeInterceptors } from '@temporalio/common/lib/interceptors';
import type { ActivityCancellationDetailsHolder } from '@temporalio/common/lib/activity-cancellation-details';
import type { Client } from '../client-types';
import type {
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  ActivityOutboundCallsInterceptor,
} from '../interceptors';
import { cancellationDetailsOf, type CancelReason } from './cancellation';
import { activityLogAttributes } from './log-attributes';

/** What all activities of a worker share. */
export interface ActivitySurroundings {
  readonly logger: Logger;
  readonly metricMeter: MetricMeter;
  readonly interceptors: readonly ActivityInterceptorsFactory[];
  /** Made on first use; absent in test environments. */
  readonly client: () => Client | undefined;
  /** The connection whose calls end with the activity. */
  readonly connection: () => object | undefined;
}

const LATER = undefined as never;

/** The context a worker gives to its activities. */
export class ActivityContext extends Context {
  readonly inbound: ActivityInboundCallsInterceptor[] = [];
  readonly #outbound: ActivityOutboundCallsInterceptor[] = [];
  readonly #around: ActivitySurroundings;
  readonly #details: ActivityCancellationDetailsHolder;
  #reason: CancelReason | undefined;
  #failure: CancelledFailure | undefined;
  #abort: AbortController | undefined;
  #cancelled: Promise<never> | undefined;
  #reject: ((error: CancelledFailure) => void) | undefined;
  #workerLog: Logger | undefined;
  #log: Logger | undefined;
  #metricMeter: MetricMeter | undefined;

  constructor(info: Info, around: ActivitySurroundings, heartbeat: (details?: unknown) => void) {
    const details: ActivityCancellationDetailsHolder = {};
    super(info, LATER, LATER, heartbeat, undefined, LATER, LATER, details);
    this.#details = details;
    this.#around = around;
    for (const factory of around.interceptors) {
      const { inbound, outbound } = factory(this);
      if (inbound) this.inbound.push(inbound);
      if (outbound) this.#outbound.push(outbound);
    }
  }

  /** Why it was cancelled; `undefined` as long as it was not. */
  get cancelReason(): CancelReason | undefined {
    return this.#reason;
  }

  /** The connection whose calls end with this activity. */
  get connection(): object | undefined {
    return this.#around.connection();
  }

  /** Tells the activity to stop. The first reason wins. `details`: what it is told; by default what the reason says. */
  cancel(reason: CancelReason, details: ActivityCancellationDetails = cancellationDetailsOf(reason)): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#details.details = details;
    this.#failure = new CancelledFailure(reason);
    this.#abort?.abort(this.#failure);
    this.#reject?.(this.#failure);
  }

  override get cancelled(): Promise<never> {
    if (this.#cancelled === undefined) {
      this.#cancelled = this.#failure
        ? Promise.reject(this.#failure)
        : new Promise((_resolve, reject) => (this.#reject = reject));
      this.#cancelled.catch(() => undefined);
    }
    return this.#cancelled;
  }

  override get cancellationSignal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#failure) this.#abort.abort(this.#failure);
    }
    return this.#abort.signal;
  }

  /** Log lines of the worker about this activity. */
  get workerLog(): Logger {
    return (this.#workerLog ??= LoggerWithComposedMetadata.compose(this.#around.logger, () => this.#logAttributes()));
  }

  override get log(): Logger {
    return (this.#log ??= LoggerWithComposedMetadata.compose(this.workerLog, { sdkComponent: SdkComponent.activity }));
  }

  override set log(log: Logger) {
    this.#log = log;
  }

  override get metricMeter(): MetricMeter {
    return (this.#metricMeter ??= MetricMeterWithComposedTags.compose(this.#around.metricMeter, () =>
      composeInterceptors(
        this.#outbound,
        'getMetricTags',
        (tags) => tags,
      )({
        namespace: this.info.namespace,
        taskQueue: this.info.taskQueue,
        activityType: this.info.activityType,
      }),
    ));
  }

  protected override get _client(): Client | undefined {
    return this.#around.client();
  }

  #logAttributes(): Record<string, unknown> {
    return composeInterceptors(this.#outbound, 'getLogAttributes', (a) => a)(activityLogAttributes(this.info));
  }
}
