import type { Logger } from '@temporalio/common';
import type { ReplayWorkerOptions, WorkerOptions } from './worker-options';

/**
 * Options of Temporal's worker that have nothing to act on here, each with the reason. They are accepted, so that
 * programs start, and warned about once for each process. `docs/options-without-meaning.md` is this table as a page; a
 * test compares the two.
 */
export const WORKER_OPTIONS_WITHOUT_MEANING = {
  buildId: 'workers have no versions here: every worker of a queue gets its tasks',
  useVersioning: 'workers have no versions here: every worker of a queue gets its tasks',
  workerDeploymentOptions: 'workers have no versions here: every worker of a queue gets its tasks',
  maxConcurrentNexusTaskExecutions: 'there are no Nexus tasks',
  maxConcurrentWorkflowTaskPolls: "Temporal's worker does not read it either",
  maxConcurrentActivityTaskPolls: "Temporal's worker does not read it either",
  maxConcurrentNexusTaskPolls: "Temporal's worker does not read it either",
  workflowTaskPollerBehavior: 'a worker waits for all its queues with one blocking call and takes tasks in batches',
  activityTaskPollerBehavior: 'a worker waits for all its queues with one blocking call and takes tasks in batches',
  nexusTaskPollerBehavior: 'there are no Nexus tasks',
  stickyQueueScheduleToStartTimeout:
    'a task that its worker lets lie goes to the shared queue after 10 seconds, always',
  nonStickyToStickyPollRatio: 'both queues are polled with the same call',
  maxEagerActivityReservationsPerWorkflowTask:
    'an activity is handed to the worker that scheduled it whenever that worker has a free slot',
  enableSDKTracing: 'register a tracer provider with OpenTelemetry: spans go there',
  'interceptors.nexus': 'there are no Nexus tasks',
} as const satisfies Partial<Record<keyof WorkerOptions | 'interceptors.nexus', string>>;

/** Options of replay without meaning: nothing is polled, and nothing waits to end. */
export const REPLAY_OPTIONS_WITHOUT_MEANING = {
  identity: 'a replay writes nothing that would carry it',
  shutdownGraceTime: 'a replay ends when its histories do',
  shutdownForceTime: 'a replay ends when its histories do',
  disablePayloadErrorLimit: 'a replay sends no payloads: none is too large',
  buildId: WORKER_OPTIONS_WITHOUT_MEANING.buildId,
  workerDeploymentOptions: WORKER_OPTIONS_WITHOUT_MEANING.workerDeploymentOptions,
  enableSDKTracing: WORKER_OPTIONS_WITHOUT_MEANING.enableSDKTracing,
} as const satisfies Partial<Record<keyof ReplayWorkerOptions, string>>;

/** Options of the runtime without meaning. */
export const RUNTIME_OPTIONS_WITHOUT_MEANING = {
  workerHeartbeatInterval: 'workers keep a lease in Redis and send no heartbeat of their own',
  'telemetryOptions.logging': 'there is no native part that logs; set the logger of the runtime',
  'telemetryOptions.tracingFilter': 'there is no native part that logs; set the logger of the runtime',
  'telemetryOptions.tracing': 'register a tracer provider with OpenTelemetry: spans go there',
} as const;

/** Options of `NativeConnection.connect` without meaning. */
export const CONNECTION_OPTIONS_WITHOUT_MEANING = {
  proxy: 'Redis is reached directly; put the proxy into the address or into ioredis options',
  dnsLoadBalancingConfig: 'there is one Redis, a Sentinel set or a Cluster, not a set of frontends',
  grpcCompression: 'nothing travels over gRPC; compress payloads with a codec',
  metadata: 'Redis commands carry no headers',
  disableErrorCodeMetricTags: 'there are no gRPC metrics',
  payloadLimits: 'they say when to warn, which nothing does here; maxPayloadBytes says what is refused',
} as const;

const WARNED = Symbol.for('perdure.warned-options.1');
const shared = globalThis as { [WARNED]?: Set<string> };
const warned = (shared[WARNED] ??= new Set<string>());

/** Warns about every option that was given and means nothing; once for each name and process. */
export function warnAboutOptionsWithoutMeaning(
  owner: string,
  options: object,
  table: Readonly<Record<string, string>>,
  logger: Logger,
): void {
  for (const [name, reason] of Object.entries(table)) {
    const given = readPath(options, name);
    if (given == null || (Array.isArray(given) && given.length === 0)) continue;
    const key = `${owner}.${name}`;
    if (warned.has(key)) continue;
    warned.add(key);
    logger.warn(`${key} has no effect: ${reason}. See docs/options-without-meaning.md`);
  }
}

function readPath(from: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value == null ? undefined : (value as Record<string, unknown>)[key]), from);
}
