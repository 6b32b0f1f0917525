/**
 * Metrics to an OpenTelemetry collector, through the exporters of the OpenTelemetry project. They are no dependency of
 * this package: the application brings the one it wants.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openTelemetryInstruments, type MakeInstrument } from '@perdure/engine';
import type * as Sdk from '@opentelemetry/sdk-metrics';
import { msToNumber } from '@temporalio/common/lib/time';
import { NotSupportedError } from '../../errors';
import type { OtelCollectorExporter } from '../runtime-options';

const PACKAGES = {
  http: '@opentelemetry/exporter-metrics-otlp-proto',
  grpc: '@opentelemetry/exporter-metrics-otlp-grpc',
} as const;

interface ExporterModule {
  readonly OTLPMetricExporter: new (options: object) => Sdk.PushMetricExporter;
}

const DEFAULT_INTERVAL_MS = 1_000;

/** Throws `NotSupportedError` when the application has no exporter installed. */
export function otlpInstruments({ otel }: OtelCollectorExporter): { make: MakeInstrument; close: () => Promise<void> } {
  const { MeterProvider, PeriodicExportingMetricReader } = createRequire(__filename)(
    '@opentelemetry/sdk-metrics',
  ) as typeof Sdk;
  const exportIntervalMillis = msToNumber(otel.metricsExportInterval ?? DEFAULT_INTERVAL_MS);
  const reader = new PeriodicExportingMetricReader({
    exporter: exporterOf(otel),
    exportIntervalMillis,
    exportTimeoutMillis: exportIntervalMillis,
  });
  const provider = new MeterProvider({ readers: [reader] });
  return { make: openTelemetryInstruments(provider.getMeter('perdure')), close: () => provider.shutdown() };
}

function exporterOf({ url, http, headers, temporality }: OtelCollectorExporter['otel']): Sdk.PushMetricExporter {
  const name = PACKAGES[http ? 'http' : 'grpc'];
  const fromApplication = createRequire(join(process.cwd(), 'package.json'));
  let module: ExporterModule;
  try {
    module = fromApplication(name) as ExporterModule;
  } catch {
    throw new NotSupportedError(
      'telemetryOptions.metrics.otel',
      `install ${name} in your application, or register a MeterProvider of the OpenTelemetry SDK: metrics go there ` +
        'without further options. Prometheus (telemetryOptions.metrics.prometheus) needs nothing else.',
    );
  }
  // The environment wins, as in Temporal's SDK; the exporter reads it itself.
  const target = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] ? {} : { url: url.replace(/^grpc(s?):/, 'http$1:') };
  return new module.OTLPMetricExporter({
    ...target,
    ...(headers && (http ? { headers } : { metadata: grpcMetadata(fromApplication, headers) })),
    temporalityPreference: temporality === 'delta' ? 0 : 1,
  });
}

/** gRPC's own form of headers. */
function grpcMetadata(fromApplication: NodeJS.Require, headers: Record<string, string>): object {
  const { Metadata } = fromApplication('@grpc/grpc-js') as { Metadata: new () => { set(k: string, v: string): void } };
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
}
