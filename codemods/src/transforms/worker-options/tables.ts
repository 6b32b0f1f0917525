/** As compat/worker/src/options; a test compares the names. */
import type { Reasons } from '../../options/without-meaning';

const NO_VERSIONS = 'workers have no versions here: every worker of a queue gets its tasks';
const NO_NEXUS = 'there are no Nexus tasks';
const ONE_WAIT = 'a worker waits for all its queues with one blocking call and takes tasks in batches';
const NOT_READ = "Temporal's worker does not read it either";

export const REASONS: Reasons = {
  buildId: NO_VERSIONS,
  useVersioning: NO_VERSIONS,
  maxConcurrentNexusTaskExecutions: NO_NEXUS,
  maxConcurrentWorkflowTaskPolls: NOT_READ,
  maxConcurrentActivityTaskPolls: NOT_READ,
  maxConcurrentNexusTaskPolls: NOT_READ,
  workflowTaskPollerBehavior: ONE_WAIT,
  activityTaskPollerBehavior: ONE_WAIT,
  nexusTaskPollerBehavior: NO_NEXUS,
  stickyQueueScheduleToStartTimeout: 'a task that its worker lets lie goes to the shared queue after 10 seconds',
  nonStickyToStickyPollRatio: 'both queues are polled with the same call',
  maxEagerActivityReservationsPerWorkflowTask: 'a worker gets its own activities whenever it has a free slot',
  enableSDKTracing: 'register a tracer provider with OpenTelemetry: spans go there',
};

export const REFUSED: Readonly<Record<string, string>> = {
  nexusServices: 'there is no Nexus. What do callers use instead: a workflow or an activity of this task queue?',
  workerDeploymentOptions: 'workers have no versions. Do patches, or task queues of their own, do?',
  tuner: 'slots are of a fixed size. Which maxConcurrent... options take its place?',
};
