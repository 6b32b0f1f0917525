import { currentRun, requireRun } from '../runtime/current';
import { type UpdateInfo, updateInScope } from '../update-scope';
import type { WorkflowInfo } from '../workflow-info';

/** What the workflow knows of itself, as of now. */
export function workflowInfo(): WorkflowInfo {
  return requireRun('Workflow.workflowInfo(...) may only be used from a Workflow Execution.').info;
}

/** The update whose handler or validator is executing; undefined elsewhere. */
export function currentUpdateInfo(): UpdateInfo | undefined {
  requireRun('Workflow.currentUpdateInfo(...) may only be used from a Workflow Execution.');
  return updateInScope();
}

/** True when the code is executed as part of a workflow. */
export function inWorkflowContext(): boolean {
  return currentRun() !== undefined;
}
