/**
 * Where imports of Temporal's packages lead without an edit of the sources: what may be imported from below each of those
 * that are swapped. `@temporalio/common` is shared by both sides and never redirected.
 */
import { SWAPPED } from '../syntax/packages';

export type Redirected = (typeof SWAPPED)[number];

/** Version of `@temporalio/common` that ours are built for, and of the alias packages, so that peer ranges hold. */
export const TEMPORAL_VERSION = '1.24.0';

export const isRedirected = (name: string): name is Redirected => (SWAPPED as readonly string[]).includes(name);

interface DeepImports {
  /** Modules below `lib/` that ours has under the same name, with the same public names. */
  readonly twins: readonly string[];
  /** Modules whose public names are in the index of ours. What is internal in them has no counterpart. */
  readonly inIndex: readonly string[];
}

/** Modules that are on neither list are internal to Temporal's SDK. The lists are compared with both sides by a test. */
export const DEEP_IMPORTS: { readonly [name in Redirected]: DeepImports } = {
  client: {
    twins: [
      'activity-client',
      'async-completion-client',
      'base-client',
      'build-id-types',
      'client',
      'connection',
      'errors',
      'grpc-retry',
      'helpers',
      'interceptor-adapters',
      'interceptors',
      'nexus-client',
      'nexus-types',
      'schedule-client',
      'schedule-types',
      'task-queue-client',
      'types',
      'workflow-client',
      'workflow-options',
      'workflow-update-stage',
    ],
    inIndex: ['index'],
  },
  worker: {
    twins: ['errors', 'interceptors', 'sinks'],
    inIndex: [
      'activity-log-interceptor',
      'connection',
      'connection-options',
      'debug-replayer/index',
      'index',
      'logger',
      'replay',
      'runtime',
      'runtime-metrics',
      'runtime-options',
      'worker',
      'worker-options',
      'worker-tuner',
      'workflow/bundler',
    ],
  },
  workflow: {
    twins: [
      'activities',
      'alea',
      'cancellation-scope',
      'errors',
      'event-groups',
      'flags',
      'global-attributes',
      'interceptor-composition',
      'interceptors',
      'interfaces',
      'logs',
      'metrics',
      'nexus',
      'random-streams',
      'sinks',
      'stack-helpers',
      'trigger',
      'workflow',
      'workflow-handle',
    ],
    inIndex: ['index', 'update-scope'],
  },
  activity: { twins: [], inIndex: ['index'] },
  testing: {
    twins: [
      'assert-to-failure-interceptor',
      'client',
      'ephemeral-server',
      'mocking-activity-environment',
      'testing-workflow-environment',
    ],
    inIndex: ['index'],
  },
  envconfig: { twins: ['envconfig', 'envconfig-toml', 'types', 'utils'], inIndex: ['index'] },
};
