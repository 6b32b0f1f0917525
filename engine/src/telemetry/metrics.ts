/**
 * Metrics of clients and workers, with the names and labels of Temporal's SDKs. They go where the process has said: to
 * what a runtime has installed, else to the meter provider registered with OpenTelemetry, else nowhere, at no cost.
 */
import type { Meter } from '@opentelemetry/api';
import { loadApi, openTelemetry } from './open-telemetry';

export type MetricLabels = Readonly<Record<string, string | number | boolean>>;

export interface MetricDefinition {
  readonly kind: 'counter' | 'up-down-counter' | 'histogram' | 'gauge';
  readonly description?: string;
  /** Upper bounds of a histogram, milliseconds. */
  readonly buckets?: readonly number[];
}

const counter = (description: string): MetricDefinition => ({ kind: 'counter', description });
const gauge = (description: string): MetricDefinition => ({ kind: 'gauge', description });
/** What takes milliseconds as a rule. */
const SHORT_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000] as const;
/** What may take days. */
const LONG_MS = [
  5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 60_000, 300_000, 1_800_000, 3_600_000, 43_200_000, 86_400_000,
] as const;

/** Values are milliseconds. */
const latency = (description: string, buckets: readonly number[] = SHORT_MS): MetricDefinition => ({
  kind: 'histogram',
  description,
  buckets,
});

/** Every metric, without its prefix. */
export const METRICS = {
  request: counter('Requests to the store'),
  request_failure: counter('Requests to the store that failed'),
  request_latency: latency('Latency of requests to the store'),
  long_request: counter('Requests that wait: polls, results'),
  long_request_failure: counter('Requests that wait and failed'),
  long_request_latency: latency('Latency of requests that wait'),
  workflow_completed: counter('Runs completed'),
  workflow_canceled: counter('Runs cancelled'),
  workflow_failed: counter('Runs failed'),
  workflow_continue_as_new: counter('Runs continued as new'),
  workflow_endtoend_latency: latency('From the start of a run to its end', LONG_MS),
  workflow_task_queue_poll_succeed: counter('Polls that brought workflow tasks'),
  workflow_task_queue_poll_empty: counter('Polls that brought no workflow task'),
  workflow_task_schedule_to_start_latency: latency('From a workflow task being scheduled to its start'),
  workflow_task_execution_latency: latency('Execution of a workflow task'),
  workflow_task_execution_failed: counter('Workflow tasks failed'),
  workflow_task_replay_latency: latency('Replay of a history before a workflow task'),
  activity_poll_no_task: counter('Polls that brought no activity task'),
  activity_task_received: counter('Activity tasks received'),
  activity_schedule_to_start_latency: latency('From an activity attempt being scheduled to its start'),
  activity_execution_latency: latency('Execution of an activity attempt'),
  activity_execution_failed: counter('Activity attempts failed'),
  activity_execution_cancelled: counter('Activity attempts cancelled'),
  activity_succeed_endtoend_latency: latency(
    'From an activity being scheduled to its success, retries included',
    LONG_MS,
  ),
  local_activity_total: counter('Local activity attempts'),
  local_activity_execution_latency: latency('Execution of a local activity attempt'),
  local_activity_execution_failed: counter('Local activity attempts failed'),
  local_activity_execution_cancelled: counter('Local activity attempts cancelled'),
  local_activity_succeed_endtoend_latency: latency('From a local activity being scheduled to its success'),
  sticky_cache_hit: counter('Workflow tasks that found their run warm'),
  sticky_cache_miss: counter('Workflow tasks that had to replay their run'),
  sticky_cache_size: gauge('Runs kept warm'),
  sticky_cache_total_forced_eviction: counter('Runs dropped from the cache to make room'),
  worker_start: counter('Workers started'),
  worker_task_slots_available: gauge('Free slots'),
  worker_task_slots_used: gauge('Slots in use'),
  num_pollers: gauge('Poll loops'),
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;

/** Where values go. Never throws. */
export interface MetricsRecorder {
  record(name: MetricName, value: number, labels: MetricLabels): void;
}

/** A metric as an exporter sees it. Bounds of buckets are in its unit. */
export interface InstrumentDefinition extends MetricDefinition {
  readonly unit?: string | undefined;
  readonly valueType?: 'int' | 'float';
}

export type WriteValue = (value: number, labels: MetricLabels) => void;

/** Makes the instruments of one exporter. */
export type MakeInstrument = (name: string, definition: InstrumentDefinition) => WriteValue;

export interface RecorderOptions {
  /** Default "temporal_". */
  readonly prefix?: string;
  /** Latencies in seconds instead of milliseconds. */
  readonly seconds?: boolean;
}

/** A recorder that makes each instrument when its first value comes. */
export function createMetricsRecorder(make: MakeInstrument, options: RecorderOptions = {}): MetricsRecorder {
  const { prefix = 'temporal_', seconds = false } = options;
  const instruments = new Map<MetricName, WriteValue>();
  const instrument = (name: MetricName): WriteValue => {
    const definition: MetricDefinition = METRICS[name];
    const isLatency = definition.kind === 'histogram';
    if (!isLatency) return make(prefix + name, { ...definition, unit: undefined });
    if (!seconds) return make(prefix + name, { ...definition, unit: 'ms' });
    const buckets = definition.buckets?.map((bound) => bound / 1000);
    const write = make(prefix + name, { ...definition, buckets, unit: 's' });
    return (value, labels) => write(value / 1000, labels);
  };
  return {
    record(name, value, labels) {
      let write = instruments.get(name);
      if (!write) instruments.set(name, (write = instrument(name)));
      write(isNegative(name, value) ? 0 : value, labels);
    },
  };
}

/** Clocks of two machines differ; a latency is never negative. */
function isNegative(name: MetricName, value: number): boolean {
  return value < 0 && METRICS[name].kind === 'histogram';
}

const INSTALLED = Symbol.for('perdure.metrics.1');
type Holder = typeof globalThis & { [INSTALLED]?: MetricsRecorder };

/** From now on the metrics of this process go here; undefined: to the registered meter provider, if there is one. */
export function installMetrics(recorder: MetricsRecorder | undefined): void {
  if (recorder) (globalThis as Holder)[INSTALLED] = recorder;
  else delete (globalThis as Holder)[INSTALLED];
}

/** Where metrics go now; undefined: nobody listens. */
export function currentMetrics(): MetricsRecorder | undefined {
  return (globalThis as Holder)[INSTALLED] ?? ofRegisteredProvider()?.recorder;
}

let known: { readonly provider: object; readonly meter: Meter; readonly recorder: MetricsRecorder } | undefined;

/** The meter of the registered provider; the same object as long as the provider is. */
export function registeredMeter(): Meter | undefined {
  return ofRegisteredProvider()?.meter;
}

function ofRegisteredProvider(): typeof known {
  const api = openTelemetry('metrics');
  if (!api) return undefined;
  const provider = api.metrics.getMeterProvider();
  if (known?.provider !== provider) {
    const meter = provider.getMeter('perdure');
    known = { provider, meter, recorder: createMetricsRecorder(openTelemetryInstruments(meter)) };
  }
  return known;
}

/** Instruments of an OpenTelemetry meter. */
export function openTelemetryInstruments(meter: Meter): MakeInstrument {
  return (name, { kind, unit, description, buckets, valueType }) => {
    const options = {
      ...(description && { description }),
      ...(unit && { unit }),
      ...(valueType && { valueType: loadApi().ValueType[valueType === 'int' ? 'INT' : 'DOUBLE'] }),
    };
    if (kind === 'counter') return bound(meter.createCounter(name, options), 'add');
    if (kind === 'up-down-counter') return bound(meter.createUpDownCounter(name, options), 'add');
    if (kind === 'gauge') return bound(meter.createGauge(name, options), 'record');
    const advice = buckets && { explicitBucketBoundaries: [...buckets] };
    return bound(meter.createHistogram(name, { ...options, ...(advice && { advice }) }), 'record');
  };
}

function bound<M extends string>(instrument: { [K in M]: WriteValue }, method: M): WriteValue {
  return (value, labels) => instrument[method](value, labels);
}
