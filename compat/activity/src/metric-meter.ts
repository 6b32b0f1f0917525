import type { MetricMeter } from '@temporalio/common';
import { Context } from './context';

/** Metrics of the running activity, tagged with its type, queue and namespace. */
export const metricMeter: MetricMeter = {
  createCounter: (name, unit, description) => Context.current().metricMeter.createCounter(name, unit, description),
  createHistogram: (name, valueType = 'int', unit, description) =>
    Context.current().metricMeter.createHistogram(name, valueType, unit, description),
  createGauge: (name, valueType = 'int', unit, description) =>
    Context.current().metricMeter.createGauge(name, valueType, unit, description),
  withTags: (tags) => Context.current().metricMeter.withTags(tags),
};
