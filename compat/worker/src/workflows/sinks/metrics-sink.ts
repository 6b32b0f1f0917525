import type { MetricMeter, MetricTags, NumericMetricValueType } from '@temporalio/common';
import type { WorkflowInfo } from '../../workflow-types';
import { builtIn } from './sink-calls';

type Text = string | undefined;

/** The sink behind `metricMeter` of workflow code. Makes each metric once. */
export function metricsSink(meter: MetricMeter) {
  const metrics = new Map<string, unknown>();
  const once = <M>(key: string, make: () => M): M => {
    if (!metrics.has(key)) metrics.set(key, make());
    return metrics.get(key) as M;
  };
  const addMetricCounterValue = builtIn({
    fn(_: WorkflowInfo, name: string, unit: Text, description: Text, value: number, tags: MetricTags): void {
      once(`counter:${name}`, () => meter.createCounter(name, unit, description)).add(value, tags);
    },
  });
  const recordMetricHistogramValue = builtIn({
    fn(_: WorkflowInfo, name: string, type: NumericMetricValueType, ...rest: Recorded): void {
      const [unit, description, value, tags] = rest;
      once(`histogram:${type}:${name}`, () => meter.createHistogram(name, type, unit, description)).record(value, tags);
    },
  });
  const setMetricGaugeValue = builtIn({
    fn(_: WorkflowInfo, name: string, type: NumericMetricValueType, ...rest: Recorded): void {
      const [unit, description, value, tags] = rest;
      once(`gauge:${type}:${name}`, () => meter.createGauge(name, type, unit, description)).set(value, tags);
    },
  });
  return { __temporal_metrics: { addMetricCounterValue, recordMetricHistogramValue, setMetricGaugeValue } };
}

type Recorded = [unit: Text, description: Text, value: number, tags: MetricTags];
