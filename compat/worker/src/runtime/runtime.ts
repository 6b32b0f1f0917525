import { IllegalStateError, noopMetricMeter, type Logger, type MetricMeter } from '@temporalio/common';
import { RUNTIME_OPTIONS_WITHOUT_MEANING, warnAboutOptionsWithoutMeaning } from '../options/without-meaning';
import { startMetrics, type RuntimeMetrics } from './metrics/exporter';
import type { MetricsBuffer } from './metrics/metrics-buffer';
import { compileRuntimeOptions, type CompiledRuntimeOptions, type RuntimeOptions } from './runtime-options';

/** A logger that can be asked to write out what it holds. */
interface FlushableLogger extends Logger {
  flush(): void;
  close?(): void;
}

/**
 * What all workers of a process share: the logger, the metric meter and the handlers of shutdown signals. Owns the
 * signal handlers; they exist while it does.
 *
 * It is made on first use. When the last worker and connection has gone it shuts itself down, and the next use makes
 * another one with the same options.
 */
export class Runtime {
  /** @internal */
  static _instance?: Runtime;
  /** @internal */
  static instantiator?: 'install' | 'instance';
  /** @internal */
  static defaultOptions: RuntimeOptions = {};

  readonly options: CompiledRuntimeOptions;
  readonly logger: Logger;
  readonly metricsBuffer: MetricsBuffer | undefined;
  readonly #metrics: RuntimeMetrics;
  #metricMeter: MetricMeter;
  #shuttingDown = false;
  readonly #holders = new Set<object>();
  readonly #shutdownSignalCallbacks = new Set<() => void>();

  /** Use {@link Runtime.install} or {@link Runtime.instance}. */
  protected constructor(options: CompiledRuntimeOptions) {
    this.options = options;
    this.logger = options.logger;
    this.metricsBuffer = options.metricsBuffer?.bind(this);
    const { metrics, noTemporalPrefixForMetrics } = options.telemetryOptions;
    this.#metrics = startMetrics(metrics && { ...(noTemporalPrefixForMetrics && { metricPrefix: '' }), ...metrics });
    this.#metricMeter = this.#metrics.meter;
    this.#metrics.ready.catch((error: unknown) => this.logger.error('Metrics are not exported', { error }));
    warnAboutOptionsWithoutMeaning('RuntimeOptions', options, RUNTIME_OPTIONS_WITHOUT_MEANING, options.logger);
    for (const signal of options.shutdownSignals) process.on(signal, this.#startShutdownSequence);
  }

  /** Sets the options of this process. Once, and before anything else makes a runtime; `IllegalStateError` otherwise. */
  static install(options: RuntimeOptions): Runtime {
    if (Runtime._instance !== undefined) {
      throw new IllegalStateError(
        Runtime.instantiator === 'install'
          ? 'Runtime singleton has already been installed'
          : 'Runtime singleton has already been instantiated. Did you start a Worker before calling `install`?',
      );
    }
    return Runtime.#create(options, 'install');
  }

  /** The runtime of this process; made with the options of the last `install`, or with defaults. */
  static instance(): Runtime {
    return Runtime._instance ?? Runtime.#create(Runtime.defaultOptions, 'instance');
  }

  static #create(options: RuntimeOptions, instantiator: 'install' | 'instance'): Runtime {
    const compiled = compileRuntimeOptions(options);
    Runtime.defaultOptions = options;
    Runtime.instantiator = instantiator;
    return (Runtime._instance = new Runtime(compiled));
  }

  /** Meter of user metrics. They go to the exporter of this runtime, else to the provider registered with OpenTelemetry. */
  get metricMeter(): MetricMeter {
    return this.#metricMeter;
  }

  /** @internal Resolves when metrics can be fetched. Rejects when their endpoint cannot be opened. */
  get metricsReady(): Promise<void> {
    return this.#metrics.ready;
  }

  /** Asks the logger to write out what it holds, where it can. */
  flushLogs(): void {
    if (isFlushable(this.logger)) this.logger.flush();
  }

  /** Runs `callback` once when a shutdown signal arrives; at once when one already has. */
  registerShutdownSignalCallback(callback: () => void): void {
    if (this.#shuttingDown) queueMicrotask(callback);
    else this.#shutdownSignalCallbacks.add(callback);
  }

  /** Takes a callback back. */
  deregisterShutdownSignalCallback(callback: () => void): void {
    this.#shutdownSignalCallbacks.delete(callback);
  }

  /** Removes the signal handlers and ends the export of metrics; the next use of the runtime makes a new one. */
  async shutdown(): Promise<void> {
    if (Runtime._instance === this) Runtime._instance = undefined;
    this.metricsBuffer?.unbind(this);
    this.#metricMeter = noopMetricMeter;
    this.#removeSignalHandlers();
    if (isFlushable(this.logger)) this.logger.close?.();
    await this.#metrics.close();
  }

  /** @internal Keeps the runtime alive for a connection or worker. */
  hold(holder: object): void {
    this.#holders.add(holder);
  }

  /** @internal Lets it go; the last one shuts the runtime down. */
  async release(holder: object): Promise<void> {
    if (this.#holders.delete(holder) && this.#holders.size === 0) await this.shutdown();
  }

  readonly #startShutdownSequence = (): void => {
    this.#shuttingDown = true;
    this.#removeSignalHandlers();
    for (const callback of this.#shutdownSignalCallbacks) queueMicrotask(callback);
    this.#shutdownSignalCallbacks.clear();
  };

  #removeSignalHandlers(): void {
    for (const signal of this.options.shutdownSignals) process.off(signal, this.#startShutdownSequence);
  }
}

function isFlushable(logger: Logger): logger is FlushableLogger {
  return 'flush' in logger && typeof logger.flush === 'function';
}
