/** Puts a worker's parts together: bundle, sandbox, handlers, engine worker. Takes them apart again when one fails. */
import type { Logger, LogLevel, MetricMeter } from '@temporalio/common';
import type { EngineWorkerOptions } from '@perdure/engine';
import { importLater } from '@perdure/engine/lib/import-later';
import { WorkerActivityHandler } from './activities/activity-handler';
import type { Client } from './client-types';
import type { NativeConnection } from './connection/native-connection';
import { loadHostedModules } from './hosted/load-modules';
import type { CompiledWorkerOptions } from './options/worker-options';
import { logsDebug } from './runtime/logger';
import { hasWorkflows, loadBundle } from './workflows/load-bundle';
import { SinkCalls } from './workflows/sinks/sink-calls';
import { WorkerWorkflowHandler, type Sandbox } from './workflows/workflow-handler';

/** A sandbox that can be ended. */
export interface ClosableSandbox extends Sandbox {
  close(): Promise<void>;
}

/** What a worker runs with. */
export interface WorkerParts {
  readonly sandbox?: ClosableSandbox;
  readonly workflows?: WorkerWorkflowHandler;
  readonly activities?: WorkerActivityHandler;
}

/**
 * Bundles and starts the sandbox of a worker with workflows; `undefined` for one without. Log lines of workflows below
 * `least` are not made.
 */
export async function startSandbox(
  options: CompiledWorkerOptions,
  logger: Logger,
  least: LogLevel | undefined,
): Promise<ClosableSandbox | undefined> {
  if (options.workflows) return await startHosted(options, least);
  if (!hasWorkflows(options)) return undefined;
  const { createWorkflowHost } = await importLater(
    () => import('./sandbox/index.js'),
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see importLater
    () => require('./sandbox/index.js'),
  );
  return await createWorkflowHost({
    bundle: loadBundle(options, logger),
    threads: options.workflowThreadPoolSize,
    debugMode: options.debugMode,
    showStackTraceSources: options.showStackTraceSources,
    registeredActivities: [...options.activities.keys()],
    workflowFailureErrorTypes: options.workflowFailureErrorTypes ?? {},
    activationTimeoutMs: options.isolateExecutionTimeoutMs,
    leastLogLevel: least,
    logger,
  });
}

async function startHosted(options: CompiledWorkerOptions, least: LogLevel | undefined): Promise<ClosableSandbox> {
  const { createHostedRuns } = await importLater(
    () => import('./hosted/hosted-runs.js'),
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see importLater
    () => require('./hosted/hosted-runs.js'),
  );
  return createHostedRuns({
    modules: await loadHostedModules(options),
    showStackTraceSources: options.showStackTraceSources,
    registeredActivities: [...options.activities.keys()],
    workflowFailureErrorTypes: options.workflowFailureErrorTypes ?? {},
    leastLogLevel: least,
  });
}

/** The handler of workflow tasks over a sandbox. */
export function workflowHandler(
  sandbox: Sandbox,
  options: CompiledWorkerOptions,
  logger: Logger,
  maxPayloadBytes: number,
): WorkerWorkflowHandler {
  return new WorkerWorkflowHandler({
    sandbox,
    converter: options.loadedDataConverter,
    sinks: new SinkCalls(options.sinks, logger),
    logger,
    failureErrorTypes: options.workflowFailureErrorTypes,
    maxPayloadBytes: options.disablePayloadErrorLimit ? undefined : maxPayloadBytes,
  });
}

/** The surroundings of a worker that its activities use. */
export interface ActivityNeeds {
  readonly logger: Logger;
  readonly baseLogger: Logger;
  readonly metricMeter: MetricMeter;
  /** The connection's limit for a payload. */
  readonly maxPayloadBytes: number;
  readonly client: () => Client | undefined;
  readonly connection: () => NativeConnection | undefined;
}

/** The handler of activity tasks and local activities; `undefined` for a worker that has neither. */
export function activityHandler(
  options: CompiledWorkerOptions,
  needs: ActivityNeeds,
): WorkerActivityHandler | undefined {
  const local = options.activities.size > 0 && hasWorkflows(options);
  if (!options.enableNonLocalActivities && !local) return undefined;
  return new WorkerActivityHandler({
    place: { namespace: options.namespace, taskQueue: options.taskQueue },
    functions: options.activities,
    converter: options.loadedDataConverter,
    maxPayloadBytes: options.disablePayloadErrorLimit ? undefined : needs.maxPayloadBytes,
    logger: needs.logger,
    debug: logsDebug(needs.baseLogger),
    metricMeter: needs.metricMeter,
    interceptors: options.interceptors.activity,
    client: needs.client,
    connection: needs.connection,
    maxHeartbeatThrottleIntervalMs: options.maxHeartbeatThrottleIntervalMs,
    defaultHeartbeatThrottleIntervalMs: options.defaultHeartbeatThrottleIntervalMs,
  });
}

/** What the engine's worker is told. */
export function engineWorkerOptions(
  options: CompiledWorkerOptions,
  { workflows, activities }: WorkerParts,
  logger: Logger,
): EngineWorkerOptions {
  return {
    taskQueue: options.taskQueue,
    identity: options.identity,
    workflows,
    activities: options.enableNonLocalActivities ? activities : undefined,
    localActivities: activities,
    maxConcurrentLocalActivities: options.maxConcurrentLocalActivityExecutions,
    maxConcurrentWorkflowTasks: options.maxConcurrentWorkflowTaskExecutions,
    maxConcurrentActivities: options.maxConcurrentActivityTaskExecutions,
    maxCachedWorkflows: options.maxCachedWorkflows,
    maxActivitiesPerSecond: options.maxActivitiesPerSecond,
    maxTaskQueueActivitiesPerSecond: options.maxTaskQueueActivitiesPerSecond,
    onError: (error, context) => logger.warn(`Worker error: ${context}`, { error }),
  };
}
