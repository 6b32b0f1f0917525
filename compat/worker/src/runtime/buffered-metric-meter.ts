import type {
  Metric,
  MetricCounter,
  MetricGauge,
  MetricHistogram,
  MetricMeter,
  MetricTags,
  NumericMetricValueType,
} from '@temporalio/common';
import type { MetricsBuffer } from './metrics-buffer';

/** Records every value in a buffer. Tags of meters are composed by the caller (`MetricMeterWithComposedTags`). */
export class BufferedMetricMeter implements MetricMeter {
  readonly #buffer: MetricsBuffer;
  readonly #prefix: string;

  constructor(buffer: MetricsBuffer, prefix: string) {
    this.#buffer = buffer;
    this.#prefix = prefix;
  }

  createCounter(name: string, unit?: string, description?: string): MetricCounter {
    const metric = { kind: 'counter', valueType: 'int', name: this.#prefix + name, unit, description } as const;
    return { ...metric, add: this.#recorder(metric), withTags: unreachable };
  }

  createHistogram(
    name: string,
    valueType: NumericMetricValueType = 'int',
    unit?: string,
    description?: string,
  ): MetricHistogram {
    const metric = { kind: 'histogram', valueType, name: this.#prefix + name, unit, description } as const;
    return { ...metric, record: this.#recorder(metric), withTags: unreachable };
  }

  createGauge(
    name: string,
    valueType: NumericMetricValueType = 'int',
    unit?: string,
    description?: string,
  ): MetricGauge {
    const metric = { kind: 'gauge', valueType, name: this.#prefix + name, unit, description } as const;
    return { ...metric, set: this.#recorder(metric), withTags: unreachable };
  }

  withTags(): MetricMeter {
    return unreachable();
  }

  #recorder(metric: Metric): (value: number, tags?: MetricTags) => void {
    return (value, attributes = {}) => {
      if (value < 0) throw new Error(`${metric.kind} values cannot be negative`);
      this.#buffer.record({ metric, value, attributes });
    };
  }
}

function unreachable(): never {
  throw new Error('Tags are composed outside of this meter.');
}
