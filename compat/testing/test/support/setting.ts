import { fileURLToPath } from 'node:url';
import { type TestWorkflowEnvironment, workflowInterceptorModules } from '@perdure/testing';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkerOptions,
  type WorkflowBundle,
} from '@perdure/worker';
import { freshNamespace } from '@perdure/testkit';
import * as activities from './activities';

export const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
export const TASK_QUEUE = 'test';
export const DAY_MS = 24 * 60 * 60 * 1000;

let bundle: Promise<WorkflowBundle> | undefined;

/** Workflows fail on purpose here; what workers say about it would bury what tests say. */
export function quietRuntime(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}

export async function createWorker(
  env: Pick<TestWorkflowEnvironment, 'nativeConnection' | 'namespace'>,
  options: Partial<WorkerOptions> = {},
): Promise<Worker> {
  bundle ??= bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger: new DefaultLogger('ERROR') });
  return await Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundle,
    activities: { ...activities, ...options.activities },
    ...withoutActivities(options),
  });
}

function withoutActivities({ activities: _, ...options }: Partial<WorkerOptions>): Partial<WorkerOptions> {
  return options;
}

/** What every start needs. */
export function start(): { taskQueue: string; workflowId: string } {
  return { taskQueue: TASK_QUEUE, workflowId: freshNamespace('w') };
}
