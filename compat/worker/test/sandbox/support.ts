import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import type { Activation, ActivationResult, Job } from '@perdure/engine';
import { DefaultLogger } from '@perdure/worker';
import { bundleWith } from '@perdure/worker/lib/bundler/bundle';
import type { BundleOptions, WorkflowBundle } from '@perdure/worker/lib/bundler/options';
import { sharedPackages, type SharedPackages } from '@perdure/worker/lib/bundler/packages';
import { createWorkflowHost, type WorkflowHost, type WorkflowHostOptions } from '@perdure/worker/lib/sandbox/index';

const require = createRequire(__filename);
export const fixtures = join(__dirname, 'fixtures');

/** The small runtime of these tests beside the real common packages. */
export const testPackages: SharedPackages = sharedPackages({
  workflow: join(fixtures, 'runtime'),
  perdureCommon: dirname(require.resolve('@perdure/common')),
  common: dirname(require.resolve('@temporalio/common')),
});

export interface Logged {
  readonly level: 'info' | 'warn';
  readonly message: string;
}

/** Bundles a fixture; what was logged comes in `lines`. */
export function bundleFixture(options: Partial<BundleOptions> = {}, lines: Logged[] = []): Promise<WorkflowBundle> {
  const logger = new DefaultLogger('INFO', ({ level, message }) => {
    lines.push({ level: level.toLowerCase() as Logged['level'], message });
  });
  return bundleWith({ workflowsPath: join(fixtures, 'workflows'), logger, ...options }, testPackages);
}

export function hostFor(
  bundle: WorkflowHostOptions['bundle'],
  options: Partial<WorkflowHostOptions> = {},
): Promise<WorkflowHost> {
  return createWorkflowHost({
    bundle,
    threads: 1,
    debugMode: false,
    showStackTraceSources: false,
    registeredActivities: [],
    workflowFailureErrorTypes: {},
    ...options,
  });
}

export function activation(runId: string, jobs: readonly Job[], timestampMs = 1000): Activation {
  return {
    runId,
    timestampMs,
    isReplaying: false,
    historyLength: 3,
    historySizeBytes: 0,
    continueAsNewSuggested: false,
    jobs,
  };
}

/** The first activation of a run. */
export function start(runId: string, workflowType: string, ...args: unknown[]): Activation {
  const info = {
    namespace: 'default',
    workflowId: `wf-${runId}`,
    runId,
    workflowType,
    taskQueue: 'q',
    firstExecutionRunId: runId,
    originalExecutionRunId: runId,
    attempt: 1,
    startTimeMs: 1000,
    runStartTimeMs: 1000,
    taskTimeoutMs: 10_000,
  };
  const payloads = args.map((value) => ({ encoding: 'json/plain', data: JSON.stringify(value) }));
  return activation(runId, [{ kind: 'initializeWorkflow', info, args: payloads, header: {}, randomnessSeed: runId }]);
}

export const fire = (runId: string, seq = 1, timestampMs = 2000): Activation =>
  activation(runId, [{ kind: 'fireTimer', seq }], timestampMs);

/** The value a workflow completed with. Throws when it did not. */
export function completion(result: ActivationResult): unknown {
  const command = result.status === 'ok' ? result.commands.find(({ kind }) => kind === 'completeWorkflow') : undefined;
  if (!command) throw new Error(`not completed: ${JSON.stringify(result)}`);
  const { result: payload } = command as unknown as { result: { data: string }[] };
  return JSON.parse(payload[0]?.data ?? 'null');
}

export function failureOf(result: ActivationResult) {
  if (result.status !== 'failed') throw new Error(`not failed: ${JSON.stringify(result)}`);
  return result.failure;
}
