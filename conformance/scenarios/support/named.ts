import type { Environment } from '../environment';

/** What every start of a workflow needs. */
export function named(env: Environment, label: string): { taskQueue: string; workflowId: string } {
  return { taskQueue: env.taskQueue, workflowId: env.workflowId(label) };
}
