import type { ActivityFunction, Logger, MetricMeter } from '@temporalio/common';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow/data-converter-helpers';
import { throwIfReservedName } from '@temporalio/common/lib/reserved';
import { msOptionalToNumber, msToNumber } from '@temporalio/common/lib/time';
import type { CompiledWorkerInterceptors, WorkerInterceptors } from '../interceptors';
import type { InjectedSinks } from '../sinks';
import { loggerSink } from '../workflows/sinks/logger-sink';
import { metricsSink } from '../workflows/sinks/metrics-sink';
import {
  DEBUG_EXECUTION_TIMEOUT_MS,
  ISOLATE_EXECUTION_TIMEOUT_MS,
  WORKER_DEFAULTS as D,
  debugModeFromEnvironment,
  defaultIdentity,
  defaultMaxCachedWorkflows,
} from './defaults';
import { fixedSlots, type FixedSlots } from './tuner';
import type { CompiledWorkerOptions, WorkerOptions } from './worker-options';

/** Durations as they were given; their counterparts in milliseconds are what the worker goes by. */
const DURATIONS = {
  shutdownGraceTime: D.shutdownGraceTime,
  stickyQueueScheduleToStartTimeout: D.stickyQueueScheduleToStartTimeout,
  maxHeartbeatThrottleInterval: D.maxHeartbeatThrottleInterval,
  defaultHeartbeatThrottleInterval: D.defaultHeartbeatThrottleInterval,
};

/** Fills in defaults and turns durations into milliseconds. The options have passed `refuseWrongOptions`. */
export function compileWorkerOptions(
  given: WorkerOptions,
  logger: Logger,
  metricMeter: MetricMeter,
): CompiledWorkerOptions {
  const options = dropUndefined(given);
  const reuseV8Context = options.reuseV8Context ?? D.reuseV8Context;
  const debugMode = options.debugMode || debugModeFromEnvironment();
  const maxCachedWorkflows = cacheSize(options.maxCachedWorkflows ?? defaultMaxCachedWorkflows(reuseV8Context), logger);
  const slots = slotsOf(options);
  const activities = activityMap(options.activities);
  const isolateExecutionTimeoutMs = debugMode ? DEBUG_EXECUTION_TIMEOUT_MS : ISOLATE_EXECUTION_TIMEOUT_MS;
  const { tuner: _tuner, nexusServices: _nexus, ...rest } = options;
  return {
    ...DURATIONS,
    useVersioning: D.useVersioning,
    nonStickyToStickyPollRatio: D.nonStickyToStickyPollRatio,
    ...rest,
    namespace: options.namespace ?? D.namespace,
    identity: options.identity ?? defaultIdentity(),
    interceptors: compileInterceptors(options.interceptors ?? {}),
    activities,
    sinks: allSinks(options.sinks, logger, metricMeter),
    loadedDataConverter: loadDataConverter(options.dataConverter),
    shutdownGraceTimeMs: msToNumber(options.shutdownGraceTime ?? D.shutdownGraceTime),
    shutdownForceTimeMs: msOptionalToNumber(options.shutdownForceTime),
    isolateExecutionTimeout: isolateExecutionTimeoutMs,
    isolateExecutionTimeoutMs,
    stickyQueueScheduleToStartTimeoutMs: msToNumber(
      options.stickyQueueScheduleToStartTimeout ?? D.stickyQueueScheduleToStartTimeout,
    ),
    maxHeartbeatThrottleIntervalMs: msToNumber(options.maxHeartbeatThrottleInterval ?? D.maxHeartbeatThrottleInterval),
    defaultHeartbeatThrottleIntervalMs: msToNumber(
      options.defaultHeartbeatThrottleInterval ?? D.defaultHeartbeatThrottleInterval,
    ),
    maxConcurrentWorkflowTaskExecutions: workflowTaskSlots(
      slots.workflowTasks,
      maxCachedWorkflows,
      options.maxConcurrentWorkflowTaskExecutions !== undefined,
      logger,
    ),
    maxConcurrentActivityTaskExecutions: slots.activities,
    maxConcurrentLocalActivityExecutions: slots.localActivities,
    enableNonLocalActivities: (options.enableNonLocalActivities ?? D.enableNonLocalActivities) && activities.size > 0,
    maxCachedWorkflows,
    workflowThreadPoolSize: options.workflowThreadPoolSize ?? (reuseV8Context ? 1 : 2),
    showStackTraceSources: options.showStackTraceSources ?? D.showStackTraceSources,
    debugMode,
    reuseV8Context,
    disablePayloadErrorLimit: options.disablePayloadErrorLimit ?? D.disablePayloadErrorLimit,
  };
}

/** Functions by name; names that are reserved are refused. */
function activityMap(activities: object | undefined): Map<string, ActivityFunction> {
  const map = new Map<string, ActivityFunction>();
  for (const [name, value] of Object.entries(activities ?? {})) {
    if (typeof value !== 'function') continue;
    throwIfReservedName('activity', name);
    map.set(name, value as ActivityFunction);
  }
  return map;
}

function slotsOf(options: WorkerOptions): FixedSlots {
  if (options.tuner !== undefined) return fixedSlots(options.tuner);
  return {
    workflowTasks: options.maxConcurrentWorkflowTaskExecutions ?? D.maxConcurrentWorkflowTaskExecutions,
    activities: options.maxConcurrentActivityTaskExecutions ?? D.maxConcurrentActivityTaskExecutions,
    localActivities: options.maxConcurrentLocalActivityExecutions ?? D.maxConcurrentLocalActivityExecutions,
  };
}

function cacheSize(size: number, logger: Logger): number {
  if (size === 0 || size >= 2) return size;
  logger.warn('maxCachedWorkflows must be either 0 (ie. cache is disabled) or greater than 1. Defaulting to 2.');
  return 2;
}

/** With a cache there are no more slots than cached workflows, and at least two. */
function workflowTaskSlots(slots: number, cached: number, given: boolean, logger: Logger): number {
  if (cached === 0) return slots;
  if (slots > cached) {
    if (given) {
      logger.warn(
        "maxConcurrentWorkflowTaskExecutions can't exceed maxCachedWorkflows (unless cache is disabled). Defaulting to maxCachedWorkflows.",
      );
    }
    return cached;
  }
  if (slots < 2) {
    logger.warn(
      "maxConcurrentWorkflowTaskExecutions can't be lower than 2 if maxCachedWorkflows is non-zero. Defaulting to 2.",
    );
    return 2;
  }
  return slots;
}

function compileInterceptors(given: WorkerInterceptors): CompiledWorkerInterceptors {
  const legacy = (given.activityInbound ?? []).map((factory) => (ctx: Parameters<typeof factory>[0]) => ({
    inbound: factory(ctx),
  }));
  return {
    client: given.client ?? {},
    activity: [...legacy, ...(given.activity ?? [])],
    nexus: [],
    workflowModules: given.workflowModules ?? [],
  };
}

/** The user's sinks over the built-in ones; the old name of the logger sink still replaces it. */
function allSinks(given: InjectedSinks<any> | undefined, logger: Logger, metricMeter: MetricMeter): InjectedSinks<any> {
  const replacedLogger = given?.['defaultWorkerLogger'];
  return {
    ...loggerSink(logger),
    ...metricsSink(metricMeter),
    ...(replacedLogger && { __temporal_logger: replacedLogger }),
    ...given,
  };
}

function dropUndefined(options: WorkerOptions): WorkerOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value != null)) as unknown as WorkerOptions;
}
