import {
  type MetricCounter,
  type MetricGauge,
  type MetricHistogram,
  type MetricMeter,
  MetricMeterWithComposedTags,
  type MetricTags,
  type NumericMetricValueType,
} from '@temporalio/common';
import { composeInterceptors } from './interceptor-composition';
import { requireRun } from './runtime/current';
import { type Sink, type Sinks, proxySinks } from './sinks';

/** What the worker does with the metrics of workflow code. */
export interface WorkflowMetricMeter extends Sink {
  addMetricCounterValue(
    name: string,
    unit: string | undefined,
    description: string | undefined,
    value: number,
    tags: MetricTags,
  ): void;
  recordMetricHistogramValue(
    name: string,
    valueType: NumericMetricValueType,
    unit: string | undefined,
    description: string | undefined,
    value: number,
    tags: MetricTags,
  ): void;
  setMetricGaugeValue(
    name: string,
    valueType: NumericMetricValueType,
    unit: string | undefined,
    description: string | undefined,
    value: number,
    tags: MetricTags,
  ): void;
}

/** The sinks metrics go through. */
export interface MetricSinks extends Sinks {
  __temporal_metrics: WorkflowMetricMeter;
}

const sink = proxySinks<MetricSinks>().__temporal_metrics;

const run = () => requireRun("Workflow's `metricMeter` can only be used while in Workflow Context");

/** Tags are put together one level up, by `MetricMeterWithComposedTags`. */
function withTags(): never {
  throw new Error('withTags is not supported directly on a workflow metric');
}

/** Emits unless the run is replaying. Throws for a negative value. */
function emit(metric: string, value: number, send: () => void): void {
  if (value < 0) throw new Error(`${metric} value must be non-negative (got ${value})`);
  if (!run().info.unsafe.isReplaying) send();
}

const meter: MetricMeter = {
  createCounter(name, unit, description): MetricCounter {
    run();
    return {
      kind: 'counter',
      valueType: 'int',
      name,
      unit,
      description,
      add: (value, tags = {}) =>
        emit('MetricCounter', value, () => sink.addMetricCounterValue(name, unit, description, value, tags)),
      withTags,
    };
  },
  createHistogram(name, valueType = 'int', unit, description): MetricHistogram {
    run();
    return {
      kind: 'histogram',
      valueType,
      name,
      unit,
      description,
      record: (value, tags = {}) =>
        emit('MetricHistogram', value, () =>
          sink.recordMetricHistogramValue(name, valueType, unit, description, value, tags),
        ),
      withTags,
    };
  },
  createGauge(name, valueType = 'int', unit, description): MetricGauge {
    run();
    return {
      kind: 'gauge',
      valueType,
      name,
      unit,
      description,
      set: (value, tags = {}) =>
        emit('MetricGauge', value, () => sink.setMetricGaugeValue(name, valueType, unit, description, value, tags)),
      withTags,
    };
  },
  withTags,
};

/**
 * Metrics of workflow code, with the workflow type and what interceptors add as tags. Nothing is emitted while history is
 * replayed.
 */
export const metricMeter: MetricMeter = MetricMeterWithComposedTags.compose(
  meter,
  () => {
    const { interceptors, info } = requireRun('Workflow.metricMeter may only be used from workflow context.');
    return composeInterceptors(
      interceptors.outbound,
      'getMetricTags',
      (tags) => tags,
    )({
      workflowType: info.workflowType,
    });
  },
  true,
);
