import type { Duration, Logger, LogLevel } from '@temporalio/common';
import { DefaultLogger } from './logger';
import type { MetricsBuffer } from './metrics-buffer';

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
  /** A buffer works; Prometheus and OTLP exporters are not there yet: a warning says so. */
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
  metricPrefix?: string;
  globalTags?: Record<string, string>;
  attachServiceName?: boolean;
} & (PrometheusMetricsExporter | OtelCollectorExporter | BufferedMetricsExporter);

/** Metrics to an OpenTelemetry collector; without effect, with a warning. */
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

/** Metrics scraped by Prometheus; without effect, with a warning. */
export interface PrometheusMetricsExporter {
  prometheus: {
    bindAddress: string;
    countersTotalSuffix?: boolean;
    unitSuffix?: boolean;
    useSecondsForDurations?: boolean;
    histogramBucketOverrides?: Record<string, number[]>;
  };
}

/** Metrics of user code kept in memory until they are fetched. */
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
