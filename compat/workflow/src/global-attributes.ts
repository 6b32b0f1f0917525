import { currentRun, requireRun } from './runtime/current';
import type { Run } from './runtime/run';

/** The run whose code is executing; undefined outside of a workflow. */
export function maybeGetActivator(): Run | undefined {
  return currentRun();
}

/** The run whose code is executing. Throws `IllegalStateError` with the given message outside of a workflow. */
export function assertInWorkflowContext(uninitializedErrorMessage: string): Run {
  return requireRun(uninitializedErrorMessage);
}

/** The run whose code is executing. Throws `IllegalStateError` outside of a workflow. */
export function getActivator(): Run {
  return requireRun('Workflow uninitialized');
}
