import { IllegalStateError, type Metric, type MetricTags } from '@temporalio/common';
import type { MakeInstrument } from '@perdure/engine';
import type { Runtime } from '../runtime';

/** Options of a {@link MetricsBuffer}. */
export interface MetricsBufferOptions {
  /** Updates kept until they are fetched; further ones are dropped. Default 10,000. */
  maxBufferSize?: number;
  /** Latencies of the SDK in seconds instead of milliseconds. Default false. */
  useSecondsForDurations?: boolean;
}

/**
 * One recorded value.
 * @experimental
 */
export interface BufferedMetricUpdate {
  /** The metric it belongs to; the same object for every update of it. */
  metric: Metric;
  /** The value; for counters the increment. */
  value: number;
  /** Its tags. */
  attributes: MetricTags;
}

/**
 * Keeps metrics in memory, those of user code and those of the SDK. Pass it as `telemetryOptions.metrics.buffer` and fetch regularly.
 * @experimental
 */
export class MetricsBuffer {
  readonly maxBufferSize: number;
  readonly useSecondsForDurations: boolean;
  #runtime: Runtime | undefined;
  #updates: BufferedMetricUpdate[] = [];

  constructor(options: MetricsBufferOptions = {}) {
    this.maxBufferSize = options.maxBufferSize ?? 10_000;
    this.useSecondsForDurations = options.useSecondsForDurations ?? false;
  }

  /** @internal */
  bind(runtime: Runtime): this {
    if (this.#runtime !== undefined) throw new IllegalStateError('MetricsBuffer already bound to a runtime');
    this.#runtime = runtime;
    return this;
  }

  /** @internal */
  unbind(runtime: Runtime): void {
    if (this.#runtime === undefined) return;
    if (this.#runtime !== runtime) throw new IllegalStateError('MetricsBuffer is bound to a different runtime');
    this.#runtime = undefined;
  }

  /** @internal */
  record(update: BufferedMetricUpdate): void {
    if (this.#updates.length < this.maxBufferSize) this.#updates.push(update);
  }

  /** Hands out what was recorded since the last call, and forgets it. */
  retrieveUpdates(): ArrayIterator<BufferedMetricUpdate> {
    const updates = this.#updates;
    this.#updates = [];
    return updates.values();
  }
}

/** Instruments that record every value in the buffer. */
export function bufferedInstruments(buffer: MetricsBuffer): MakeInstrument {
  return (name, { kind, unit, description, valueType = kind === 'histogram' ? 'float' : 'int' }) => {
    const metric: Metric = { name, kind, valueType, unit, description };
    return (value, labels) => buffer.record({ metric, value, attributes: labels });
  };
}
