import type { Duration, Logger, LogLevel } from '@temporalio/common';
import { DefaultLogger } from './logger';
import type { MetricsBuffer } from './metrics/metrics-buffer';

/** Options of the process-wide {@link Runtime}. */
export interface RuntimeOptions {
  /** Where workers log. Default: INFO and above to stderr. */
  logger?: Logger;
  /** Shape of Temporal's; what is honoured is said on the members. */
  telemetryOptions?: TelemetryOptions;
  /** No meaning here: workers keep a lease instead of heartbeating to a server. */
  workerHeartbeatInterval?: Duration;
  /** Signals that shut all workers down. Default SIGINT, SIGTERM, SIGQUIT, SIGUSR2. */
  shutdownSignals?: NodeJS.Signals[];
}

/** Telemetry of the runtime. */
export interface TelemetryOptions {
  /** @deprecated Use `logging.filter`. */
  tracingFilter?: string;
  /** @deprecated Use `metrics.metricPrefix`. */
  noTemporalPrefixForMetrics?: boolean;
  /** There is no native part whose logs would be filtered or forwarded; accepted without effect. */
  logging?: LogExporterConfig;
  /** Where metrics go. Default: to the meter provider registered with OpenTelemetry, if there is one. */
  metrics?: MetricsExporterConfig;
  /** @deprecated Has no effect. */
  tracing?: unknown;
}

/** Filter and target of a native part's logs. */
export type LogExporterConfig = { filter?: string | CoreLogFilterOptions } & Partial<ConsoleLogger | ForwardLogger>;

/** Logs go to the console. */
export interface ConsoleLogger {
  console: { format?: 'compact' | 'pretty' | 'json' };
}

/** Logs go to the runtime's logger. */
export interface ForwardLogger {
  forward: { level?: LogLevel };
}

/** Levels by origin. */
export interface CoreLogFilterOptions {
  core: LogLevel;
  other?: LogLevel;
}

/** Where metrics go. */
export type MetricsExporterConfig = {
  /** @deprecated Use the member of `otel`. */
  temporality?: 'cumulative' | 'delta';
  /** Put before the names of the SDK's metrics; those of user code keep theirs. Default "temporal_". */
  metricPrefix?: string;
  /** Labels of every metric. */
  globalTags?: Record<string, string>;
  /** Whether every metric has the label `service_name="perdure"`. Default true; not in buffers. */
  attachServiceName?: boolean;
} & (PrometheusMetricsExporter | OtelCollectorExporter | BufferedMetricsExporter);

/**
 * Metrics to an OpenTelemetry collector. The application brings the exporter: `@opentelemetry/exporter-metrics-otlp-grpc`,
 * or `-proto` with `http`; `NotSupportedError` without it.
 */
export interface OtelCollectorExporter {
  otel: {
    url: string;
    http?: boolean;
    headers?: Record<string, string>;
    metricsExportInterval?: Duration;
    useSecondsForDurations?: boolean;
    temporality?: 'cumulative' | 'delta';
    histogramBucketOverrides?: Record<string, number[]>;
  };
}

/** Metrics scraped by Prometheus, at `/metrics` of the address. */
export interface PrometheusMetricsExporter {
  prometheus: {
    /** `host:port`, such as `0.0.0.0:9464`. */
    bindAddress: string;
    /** Names of counters end in `_total`. Default false. */
    countersTotalSuffix?: boolean;
    /** Names of histograms end in their unit: `_milliseconds`. Default false. */
    unitSuffix?: boolean;
    /** Latencies of the SDK in seconds. Default false: milliseconds. */
    useSecondsForDurations?: boolean;
    /** Bounds of buckets by metric name, with or without its prefix. */
    histogramBucketOverrides?: Record<string, number[]>;
  };
}

/** Metrics kept in memory until they are fetched. */
export interface BufferedMetricsExporter {
  buffer: MetricsBuffer;
}

/** {@link RuntimeOptions} with defaults. */
export interface CompiledRuntimeOptions {
  readonly logger: Logger;
  readonly shutdownSignals: readonly NodeJS.Signals[];
  readonly telemetryOptions: TelemetryOptions;
  readonly metricsBuffer?: MetricsBuffer;
  readonly workerHeartbeatInterval?: Duration;
}

const DEFAULT_SHUTDOWN_SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGUSR2'];

/** Fills in defaults. */
export function compileRuntimeOptions(options: RuntimeOptions): CompiledRuntimeOptions {
  const metrics = options.telemetryOptions?.metrics;
  return {
    logger: options.logger ?? new DefaultLogger('INFO'),
    shutdownSignals: options.shutdownSignals ?? DEFAULT_SHUTDOWN_SIGNALS,
    telemetryOptions: options.telemetryOptions ?? {},
    workerHeartbeatInterval: options.workerHeartbeatInterval,
    metricsBuffer: metrics !== undefined && 'buffer' in metrics ? metrics.buffer : undefined,
  };
}

/** The filter text Temporal's native part reads; made for programs that build their options with it. */
export function makeTelemetryFilterString(options: CoreLogFilterOptions): string {
  const { core, other } = options;
  return `${other ?? 'ERROR'},temporalio_sdk_core=${core},temporalio_client=${core},temporalio_common=${core}`;
}
