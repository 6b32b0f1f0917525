import type {
  ActivityFunction,
  DataConverter,
  Duration,
  LoadedDataConverter,
  VersioningBehavior,
  WorkerDeploymentVersion,
} from '@temporalio/common';
import type { BundleOptions } from '../bundler/options';
import type { NativeConnection } from '../connection/native-connection';
import type { CompiledWorkerInterceptors, WorkerInterceptors } from '../interceptors';
import type { InjectedSinks } from '../sinks';
import type { WorkflowInfo } from '../workflow-types';
import type { WorkerPlugin } from './plugins';
import type { WorkerTuner } from './tuner';

/** Options of {@link Worker.create}. Only `taskQueue` is required. */
export interface WorkerOptions {
  /** Default: a connection of the worker's own to `PERDURE_REDIS_URL`, or to Redis on this machine. */
  connection?: NativeConnection;
  /** Who did what, in histories. Default `pid@hostname`. */
  identity?: string;
  /** @deprecated Versions of workers have no meaning here. */
  buildId?: string;
  /** @deprecated Versions of workers have no meaning here. */
  useVersioning?: boolean;
  /** Versions of workers have no meaning here; `useWorkerVersioning: true` is refused. */
  workerDeploymentOptions?: WorkerDeploymentOptions;
  /** Default "default". */
  namespace?: string;
  /** Where tasks are taken from. */
  taskQueue: string;
  /** Functions by name. What is not a function is ignored; `default` is called for names without a function. */
  activities?: object;
  /** @experimental Not supported; refused. */
  patchActivationCallback?: PatchActivationCallback;
  /** Nexus is not supported; refused when not empty. */
  nexusServices?: unknown[];
  /** Module that exports the workflows; it is bundled when the worker is created. */
  workflowsPath?: string;
  /** A bundle made by `bundleWorkflowCode`. Wins over {@link workflowsPath}. */
  workflowBundle?: WorkflowBundleOption;
  /**
   * An addition of ours: workflow functions by type, run in the main thread beside everything else. No bundle and no
   * sandbox: globals such as `Date` and `Math.random` are Node's own, nothing cuts off an endless loop, and code that
   * waits for anything but the workflow API fails its workflow task. Instead of {@link workflowsPath}.
   */
  workflows?: Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;
  /** How long activities may go on after `shutdown()` before they are cancelled. Default 0. */
  shutdownGraceTime?: Duration;
  /** After which time `run()` rejects although something is still running. Default: never. */
  shutdownForceTime?: Duration;
  /** How values become payloads and back. */
  dataConverter?: DataConverter;
  /** Slots of each kind; instead of the `maxConcurrent...` options. */
  tuner?: WorkerTuner;
  /** Default 100. */
  maxConcurrentActivityTaskExecutions?: number;
  /** Default 100. */
  maxConcurrentLocalActivityExecutions?: number;
  /** No meaning here. */
  maxConcurrentNexusTaskExecutions?: number;
  /** False: only workflows and local activities run here. Default true. */
  enableNonLocalActivities?: boolean;
  /** True: no payload is refused for its size before it is sent. The engine still checks `maxPayloadBytes`. */
  disablePayloadErrorLimit?: boolean;
  /** Activities this worker starts in a second. */
  maxActivitiesPerSecond?: number;
  /** Activities all workers of the queue start in a second. */
  maxTaskQueueActivitiesPerSecond?: number;
  /** No meaning here. */
  maxEagerActivityReservationsPerWorkflowTask?: number;
  /** Default 40. */
  maxConcurrentWorkflowTaskExecutions?: number;
  /** No meaning here. */
  nonStickyToStickyPollRatio?: number;
  /** No meaning here. */
  maxConcurrentWorkflowTaskPolls?: number;
  /** No meaning here. */
  workflowTaskPollerBehavior?: PollerBehavior;
  /** No meaning here. */
  activityTaskPollerBehavior?: PollerBehavior;
  /** No meaning here. */
  nexusTaskPollerBehavior?: PollerBehavior;
  /** No meaning here. */
  maxConcurrentActivityTaskPolls?: number;
  /** No meaning here. */
  maxConcurrentNexusTaskPolls?: number;
  /** No meaning here: a task waits 10 s for the worker that has the workflow in memory. */
  stickyQueueScheduleToStartTimeout?: Duration;
  /** Workflows kept in memory; 0 replays every task from the start. Default: by heap size. */
  maxCachedWorkflows?: number;
  /** Threads that run workflow code. Default 1, or 2 without {@link reuseV8Context}. */
  workflowThreadPoolSize?: number;
  /** Default 60 s. */
  maxHeartbeatThrottleInterval?: Duration;
  /** Default 30 s. */
  defaultHeartbeatThrottleInterval?: Duration;
  /** Interceptors of workflows, activities and the activities' client. */
  interceptors?: WorkerInterceptors;
  /** @experimental Change options and wrap `run()`. */
  plugins?: WorkerPlugin[];
  /** Functions that workflow code may call through `proxySinks`. */
  sinks?: InjectedSinks<any>;
  /** @experimental Error names by workflow type ('*' for all) that fail the workflow instead of its task. */
  workflowFailureErrorTypes?: Record<
    '*' | (string & {}),
    ('NondeterminismError' | 'DeterminismViolationError' | 'Error' | (string & {}))[]
  >;
  /** @deprecated Use OpenTelemetry interceptors. */
  enableSDKTracing?: boolean;
  /** Whether stack trace queries bring source files along. Default false. */
  showStackTraceSources?: boolean;
  /** Runs workflows in the main thread, for debuggers. Default: when TEMPORAL_DEBUG is set. */
  debugMode?: boolean;
  /** One V8 context for all workflows of a thread. Default true. */
  reuseV8Context?: boolean;
  /** Passed on to the bundler. */
  bundlerOptions?: {
    /** Bundles are made by esbuild: bundling refuses it and names `esbuildConfigHook`. */
    webpackConfigHook?: (config: any) => any;
    /** Our own: changes what esbuild is told about the user's modules. */
    esbuildConfigHook?: BundleOptions['esbuildConfigHook'];
    ignoreModules?: string[];
    preloadModules?: string[];
  };
}

/** How tasks are polled for; no meaning here. */
export type PollerBehavior = PollerBehaviorSimpleMaximum | PollerBehaviorAutoscaling;
/** As many polls as the load asks for. */
export interface PollerBehaviorAutoscaling {
  type: 'autoscaling';
  minimum?: number;
  maximum?: number;
  initial?: number;
}
/** A constant number of polls. */
export interface PollerBehaviorSimpleMaximum {
  type: 'simple-maximum';
  maximum?: number;
}

/** Versioning of workers. */
export type WorkerDeploymentOptions = {
  version: WorkerDeploymentVersion;
  useWorkerVersioning: boolean;
  defaultVersioningBehavior?: VersioningBehavior | undefined;
} & (
  | { useWorkerVersioning: true; defaultVersioningBehavior: VersioningBehavior }
  | { useWorkerVersioning: false; defaultVersioningBehavior?: never }
);

/** Decides whether a patch is active in a workflow that reaches it for the first time. */
export type PatchActivationCallback = (input: PatchActivationInput) => boolean;
/** What the callback is told. */
export interface PatchActivationInput {
  readonly workflowInfo: Readonly<WorkflowInfo>;
  readonly patchId: string;
}

/** A bundle in memory. */
export interface WorkflowBundle {
  code: string;
}
/** A bundle in a file. */
export interface WorkflowBundlePath {
  codePath: string;
}
/**
 * A bundle in a file, with its source map.
 * @deprecated The source map is inside the code.
 */
export interface WorkflowBundlePathWithSourceMap {
  codePath: string;
  sourceMapPath: string;
}
/** What `bundleWorkflowCode` makes. */
export interface WorkflowBundleWithSourceMap {
  /** @deprecated It is inside the code. */
  sourceMap: string;
  code: string;
}
/** Any form of a bundle. */
export type WorkflowBundleOption =
  WorkflowBundle | WorkflowBundleWithSourceMap | WorkflowBundlePath | WorkflowBundlePathWithSourceMap;

/** Options of replay: those that are not about polling. */
export interface ReplayWorkerOptions extends Pick<
  WorkerOptions,
  | 'interceptors'
  | 'plugins'
  | 'dataConverter'
  | 'identity'
  | 'shutdownGraceTime'
  | 'shutdownForceTime'
  | 'workflowThreadPoolSize'
  | 'showStackTraceSources'
  | 'reuseV8Context'
  | 'buildId'
  | 'workerDeploymentOptions'
  | 'workflowsPath'
  | 'workflowBundle'
  | 'workflows'
  | 'disablePayloadErrorLimit'
  | 'sinks'
  | 'workflowFailureErrorTypes'
  | 'enableSDKTracing'
  | 'bundlerOptions'
> {
  /** Tells replays apart in logs. */
  replayName?: string;
}

/** Options as a worker uses them: defaults filled in, durations in milliseconds. */
export interface CompiledWorkerOptions extends Omit<
  WorkerOptions,
  'interceptors' | 'activities' | 'nexusServices' | 'tuner' | 'sinks'
> {
  readonly namespace: string;
  readonly identity: string;
  readonly useVersioning: boolean;
  readonly shutdownGraceTime: Duration;
  readonly isolateExecutionTimeout: Duration;
  readonly nonStickyToStickyPollRatio: number;
  readonly stickyQueueScheduleToStartTimeout: Duration;
  readonly maxHeartbeatThrottleInterval: Duration;
  readonly defaultHeartbeatThrottleInterval: Duration;
  readonly interceptors: CompiledWorkerInterceptors;
  readonly activities: Map<string, ActivityFunction>;
  readonly sinks: InjectedSinks<any>;
  readonly loadedDataConverter: LoadedDataConverter;
  readonly shutdownGraceTimeMs: number;
  readonly shutdownForceTimeMs?: number;
  readonly isolateExecutionTimeoutMs: number;
  readonly stickyQueueScheduleToStartTimeoutMs: number;
  readonly maxHeartbeatThrottleIntervalMs: number;
  readonly defaultHeartbeatThrottleIntervalMs: number;
  readonly maxConcurrentWorkflowTaskExecutions: number;
  readonly maxConcurrentActivityTaskExecutions: number;
  readonly maxConcurrentLocalActivityExecutions: number;
  readonly enableNonLocalActivities: boolean;
  readonly maxCachedWorkflows: number;
  readonly workflowThreadPoolSize: number;
  readonly showStackTraceSources: boolean;
  readonly debugMode: boolean;
  readonly reuseV8Context: boolean;
  readonly disablePayloadErrorLimit: boolean;
}
