/** Where the metrics of this process go, as the runtime was told. */
import {
  createMetricsRecorder,
  installMetrics,
  openTelemetryInstruments,
  registeredMeter,
  type InstrumentDefinition,
  type MakeInstrument,
  type WriteValue,
} from '@perdure/engine';
import type { MetricMeter } from '@temporalio/common';
import type { MetricsExporterConfig } from '../runtime-options';
import { meterOver } from './meter';
import { bufferedInstruments } from './metrics-buffer';
import { otlpInstruments } from './otlp';
import { PrometheusRegistry } from './prometheus-registry';
import { servePrometheus } from './prometheus-server';

const DEFAULT_PREFIX = 'temporal_';
const SERVICE_NAME = 'perdure';

export interface RuntimeMetrics {
  /** For user code. */
  readonly meter: MetricMeter;
  /** Resolves when metrics can be fetched; rejects when they never can. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Starts the exporter. From then on the metrics of clients and workers of this process go there too. */
export function startMetrics(config: MetricsExporterConfig | undefined): RuntimeMetrics {
  if (config === undefined) return { meter: meterOver(registeredInstruments), ready: done, close: () => done };
  const exporter = exporterOf(config);
  const prefix = config.metricPrefix ?? DEFAULT_PREFIX;
  const make = labelled(bucketed(exporter.make, exporter.buckets, prefix), {
    ...(config.attachServiceName !== false && !('buffer' in config) && { service_name: SERVICE_NAME }),
    ...config.globalTags,
  });
  const recorder = createMetricsRecorder(make, { prefix, seconds: exporter.seconds });
  installMetrics(recorder);
  return {
    meter: meterOver(make),
    ready: exporter.ready,
    close() {
      installMetrics(undefined);
      return exporter.close();
    },
  };
}

const done = Promise.resolve();

interface Exporter {
  readonly make: MakeInstrument;
  readonly seconds: boolean | undefined;
  readonly buckets: Record<string, number[]> | undefined;
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

function exporterOf(config: MetricsExporterConfig): Exporter {
  if ('buffer' in config) {
    const { buffer } = config;
    const make = bufferedInstruments(buffer);
    return { make, seconds: buffer.useSecondsForDurations, buckets: undefined, ready: done, close: () => done };
  }
  if ('otel' in config) {
    const { useSecondsForDurations, histogramBucketOverrides, temporality } = config.otel;
    const otel = { ...config.otel, temporality: temporality ?? config.temporality };
    const exporter = otlpInstruments({ otel });
    return { ...exporter, seconds: useSecondsForDurations, buckets: histogramBucketOverrides, ready: done };
  }
  const { prometheus } = config;
  const registry = new PrometheusRegistry(prometheus);
  const server = servePrometheus(prometheus.bindAddress, () => registry.text());
  return {
    make: registry.make,
    seconds: prometheus.useSecondsForDurations,
    buckets: prometheus.histogramBucketOverrides,
    ready: server.listening.then(() => undefined),
    close: () => server.close(),
  };
}

/** Bounds of a histogram by its name, with or without the prefix. */
function bucketed(make: MakeInstrument, overrides: Record<string, number[]> | undefined, prefix: string) {
  if (!overrides) return make;
  return (name: string, definition: InstrumentDefinition): WriteValue => {
    const bare = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    const buckets = overrides[name] ?? overrides[bare];
    return make(name, buckets ? { ...definition, buckets } : definition);
  };
}

/** Labels of the whole process; those of a value win. */
function labelled(make: MakeInstrument, all: Record<string, string>): MakeInstrument {
  if (Object.keys(all).length === 0) return make;
  return (name, definition) => {
    const write = make(name, definition);
    return (value, labels) => write(value, { ...all, ...labels });
  };
}

/** Nothing is configured: user metrics go to the provider registered with OpenTelemetry, if there is one by then. */
const registeredInstruments: MakeInstrument = (name, definition) => {
  let known: { readonly meter: object; readonly write: WriteValue } | undefined;
  return (value, labels) => {
    const meter = registeredMeter();
    if (!meter) return;
    if (known?.meter !== meter) known = { meter, write: openTelemetryInstruments(meter)(name, definition) };
    known.write(value, labels);
  };
};
