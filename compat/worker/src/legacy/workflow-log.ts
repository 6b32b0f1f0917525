import type { Next } from '@temporalio/common';
import type { WorkflowInfo } from '../workflow-types';

/**
 * What every log line of a workflow says about it.
 * @deprecated Intercept `getLogAttributes` to change them; they are added without help.
 */
export function workflowLogAttributes(info: WorkflowInfo): Record<string, unknown> {
  return {
    namespace: info.namespace,
    taskQueue: info.taskQueue,
    workflowId: info.workflowId,
    runId: info.runId,
    workflowType: info.workflowType,
  };
}

/**
 * Logged workflows before workers did it themselves. Passes everything on.
 * @deprecated Remove it.
 */
export class WorkflowLogInterceptor {
  getLogAttributes(
    input: Record<string, unknown>,
    next: (input: Record<string, unknown>) => Record<string, unknown>,
  ): Record<string, unknown> {
    return next(input);
  }

  execute(input: unknown, next: Next<any, 'execute'>): Promise<unknown> {
    return (next as (input: unknown) => Promise<unknown>)(input);
  }
}

/** @deprecated Remove it. */
export const WorkflowInboundLogInterceptor = WorkflowLogInterceptor;

/**
 * Modules that workers add to every bundle: none.
 * @deprecated Remove it.
 */
export const defaultWorkflowInterceptorModules: never[] = [];
