/** Runs workflows and activities: the counterpart of `@temporalio/worker`. */
export { IllegalStateError, defaultPayloadConverter } from '@temporalio/common';
export type { DataConverter } from '@temporalio/common';
export type { History } from '@temporalio/common/lib/proto-utils';
export { activityLogAttributes } from './activities/log-attributes';
export { bundleWorkflowCode } from './bundler/index';
export type { BundleOptions, BundlerPlugin } from './bundler/options';
export { TwoCopiesOfCommonError } from './check-common';
export type {
  DNSLoadBalancingConfig,
  GrpcCompressionConfig,
  NativeConnectionOptions,
  TLSConfig,
} from './connection/connection-options';
export { NativeConnection, type NativeConnectionPlugin } from './connection/native-connection';
export { startDebugReplayer } from './debug-replayer';
export {
  CombinedWorkerRunError,
  GracefulShutdownPeriodExpiredError,
  NotSupportedError,
  PromiseCompletionTimeoutError,
  ShutdownError,
  TransportError,
  UnexpectedError,
  UnhandledRejectionError,
  errors,
  type CombinedWorkerRunErrorCause,
} from './errors';
export type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInboundCallsInterceptorFactory,
  ActivityInterceptors,
  ActivityInterceptorsFactory,
  ActivityOutboundCallsInterceptor,
  CompiledWorkerInterceptors,
  GetLogAttributesInput,
  GetMetricTagsInput,
  Headers,
  Next,
  NexusCancelOperationInput,
  NexusInboundCallsInterceptor,
  NexusInterceptors,
  NexusInterceptorsFactory,
  NexusOutboundCallsInterceptor,
  NexusStartOperationInput,
  NexusStartOperationOutput,
  WorkerInterceptors,
} from './interceptors';
export { ActivityInboundLogInterceptor } from './legacy/activity-log-interceptor';
export { appendDefaultInterceptors, defaultSinks } from './legacy/default-sinks';
export {
  WorkflowInboundLogInterceptor,
  WorkflowLogInterceptor,
  defaultWorkflowInterceptorModules,
  workflowLogAttributes,
} from './legacy/workflow-log';
export type { State, WorkerStatus } from './lifecycle/worker-status';
export type { WorkerPlugin } from './options/plugins';
export {
  ResourceBasedController,
  type ActivitySlotInfo,
  type CustomSlotSupplier,
  type FixedSizeSlotSupplier,
  type LocalActivitySlotInfo,
  type ResourceBasedSlotOptions,
  type ResourceBasedSlotsForType,
  type ResourceBasedTuner,
  type ResourceBasedTunerOptions,
  type ResourceBasedTunerWithController,
  type SlotInfo,
  type SlotMarkUsedContext,
  type SlotPermit,
  type SlotReleaseContext,
  type SlotReserveContext,
  type SlotSupplier,
  type TunerHolder,
  type WorkerTuner,
  type WorkflowSlotInfo,
} from './options/tuner';
export type {
  CompiledWorkerOptions,
  PatchActivationCallback,
  PatchActivationInput,
  ReplayWorkerOptions,
  WorkerDeploymentOptions,
  WorkerOptions,
  WorkflowBundle,
  WorkflowBundleOption,
  WorkflowBundlePath,
  WorkflowBundlePathWithSourceMap,
  WorkflowBundleWithSourceMap,
} from './options/worker-options';
export { ReplayError, type ReplayHistoriesIterable, type ReplayResult } from './replay/types';
export {
  DefaultLogger,
  LogTimestamp,
  type LogEntry,
  type LogLevel,
  type LogMetadata,
  type Logger,
} from './runtime/logger';
export { MetricsBuffer, type BufferedMetricUpdate, type MetricsBufferOptions } from './runtime/metrics/metrics-buffer';
export { Runtime } from './runtime/runtime';
export {
  makeTelemetryFilterString,
  type ConsoleLogger,
  type ForwardLogger,
  type LogExporterConfig,
  type MetricsExporterConfig,
  type MetricsExporterConfig as MetricsExporter,
  type OtelCollectorExporter,
  type PrometheusMetricsExporter,
  type RuntimeOptions,
  type TelemetryOptions,
} from './runtime/runtime-options';
export type { InjectedSink, InjectedSinkFunction, InjectedSinks } from './sinks';
export { Worker } from './worker';
export type { LoggerSinks } from './workflow-types';
