import {
  MetricMeterWithComposedTags,
  type Metric,
  type MetricCounter,
  type MetricGauge,
  type MetricHistogram,
  type MetricMeter,
  type MetricTags,
  type MetricUpDownCounter,
  type NumericMetricValueType,
} from '@temporalio/common';
import type { MakeInstrument } from '@perdure/engine';

/** The meter of user code over the instruments of an exporter. Throws for a negative value where none can be. */
export function meterOver(make: MakeInstrument): MetricMeter {
  return MetricMeterWithComposedTags.compose(new InstrumentMeter(make), {}, true);
}

class InstrumentMeter implements MetricMeter {
  readonly #make: MakeInstrument;

  constructor(make: MakeInstrument) {
    this.#make = make;
  }

  createCounter(name: string, unit?: string, description?: string): MetricCounter {
    const metric = { kind: 'counter', valueType: 'int', name, unit, description } as const;
    return { ...metric, add: this.#writer(metric), withTags: unreachable };
  }

  createUpDownCounter(name: string, unit?: string, description?: string): MetricUpDownCounter {
    const metric = { kind: 'up-down-counter', valueType: 'int', name, unit, description } as const;
    return { ...metric, add: this.#writer(metric), withTags: unreachable };
  }

  createHistogram(
    name: string,
    valueType: NumericMetricValueType = 'int',
    unit?: string,
    description?: string,
  ): MetricHistogram {
    const metric = { kind: 'histogram', valueType, name, unit, description } as const;
    return { ...metric, record: this.#writer(metric), withTags: unreachable };
  }

  createGauge(
    name: string,
    valueType: NumericMetricValueType = 'int',
    unit?: string,
    description?: string,
  ): MetricGauge {
    const metric = { kind: 'gauge', valueType, name, unit, description } as const;
    return { ...metric, set: this.#writer(metric), withTags: unreachable };
  }

  withTags(): MetricMeter {
    return unreachable();
  }

  #writer({ name, ...definition }: Metric): (value: number, tags?: MetricTags) => void {
    const write = this.#make(name, definition);
    return (value, tags = {}) => {
      if (value < 0 && definition.kind !== 'up-down-counter') {
        throw new Error(`${definition.kind} values cannot be negative`);
      }
      write(value, tags);
    };
  }
}

function unreachable(): never {
  throw new Error('Tags are composed outside of this meter.');
}
