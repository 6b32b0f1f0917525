import {
  IllegalStateError,
  type ActivityCancellationDetails,
  type Duration,
  type Logger,
  type MetricMeter,
} from '@temporalio/common';
import type { ActivityCancellationDetailsHolder } from '@temporalio/common/lib/activity-cancellation-details';
import { msToNumber } from '@temporalio/common/lib/time';
import type { Client } from '@perdure/client';
import type { Info } from './info';
import { asyncLocalStorage } from './storage';

/**
 * The running activity, seen from its code. {@link Context.current} finds it from anywhere inside the activity; the
 * functions of this package (`heartbeat`, `sleep`, ...) are shorter forms of its members.
 *
 * Every member is an accessor, so that a worker can build what is behind it on first use: most activities never ask for
 * a logger or an abort signal.
 */
export class Context {
  /** The activity, its attempt, its timeouts, its workflow. */
  readonly info: Info;
  /** What {@link heartbeat} calls. */
  protected readonly heartbeatFn: (details?: any) => void;
  /** Holds the reasons once cancellation has arrived. */
  protected readonly _cancellationDetails: ActivityCancellationDetailsHolder;
  readonly #cancelled: Promise<never>;
  readonly #cancellationSignal: AbortSignal;
  readonly #client: Client | undefined;
  readonly #metricMeter: MetricMeter;
  #log: Logger;

  /** The context of the activity that is running here. Throws outside an activity. */
  static current(): Context {
    const context = asyncLocalStorage.getStore();
    if (context === undefined) throw new Error('Activity context not initialized');
    return context;
  }

  /** Made by the worker, and by test environments; activity code uses {@link Context.current}. */
  constructor(
    info: Info,
    cancelled: Promise<never>,
    cancellationSignal: AbortSignal,
    heartbeatFn: (details?: any) => void,
    client: Client | undefined,
    log: Logger,
    metricMeter: MetricMeter,
    cancellationDetails: ActivityCancellationDetailsHolder,
  ) {
    this.info = info;
    this.heartbeatFn = heartbeatFn;
    this._cancellationDetails = cancellationDetails;
    this.#cancelled = cancelled;
    this.#cancellationSignal = cancellationSignal;
    this.#client = client;
    this.#log = log;
    this.#metricMeter = metricMeter;
  }

  /** Never resolves; rejects with a `CancelledFailure` when the activity is to stop. */
  get cancelled(): Promise<never> {
    return this.#cancelled;
  }

  /** Aborts when the activity is to stop; its `reason` is the `CancelledFailure`. For `fetch` and child processes. */
  get cancellationSignal(): AbortSignal {
    return this.#cancellationSignal;
  }

  /** Logs with the attributes of this activity. Interceptors may replace it. */
  get log(): Logger {
    return this.#log;
  }

  set log(log: Logger) {
    this.#log = log;
  }

  /** Makes metrics that carry the tags of this activity. */
  get metricMeter(): MetricMeter {
    return this.#metricMeter;
  }

  /** The client given to the constructor; `undefined` in a test environment without one. */
  protected get _client(): Client | undefined {
    return this.#client;
  }

  /**
   * A client on the worker's connection. Its calls end when the activity is cancelled.
   * @experimental
   */
  get client(): Client {
    const client = this._client;
    if (client === undefined) {
      throw new IllegalStateError(
        'No Client available. This may be a MockActivityEnvironment that was created without a Client.',
      );
    }
    return client;
  }

  /**
   * Tells the engine that the activity is alive and how far it is. Never throws and never waits; sent at most once for
   * each throttle interval, the last details win. Cancellation is learned through it: an activity that never
   * heartbeats is told only when the worker shuts down or its time is up.
   */
  get heartbeat(): (details?: unknown) => void {
    return (details) => this.heartbeatFn(details);
  }

  /** Resolves after `ms`; rejects with a `CancelledFailure` as soon as the activity is cancelled. */
  get sleep(): (ms: Duration) => Promise<void> {
    return (ms) => sleepUnlessAborted(msToNumber(ms), this.cancellationSignal);
  }

  /**
   * Why the activity was told to stop; `undefined` as long as it was not.
   * @experimental
   */
  get cancellationDetails(): ActivityCancellationDetails | undefined {
    return this._cancellationDetails.details;
  }
}

/** Listens to the signal and not to `cancelled`: reactions of a promise that never settles cannot be taken back. */
function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
