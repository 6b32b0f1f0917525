/** The first event of a run as it is stored: ids that repeat those of the run itself are left out. Every open run has one. */
import type { ExecutionRef, WorkflowExecutionStarted } from './event';

/** `root` of an execution that has no parent. */
const ITSELF = 'itself';

type Repeated = 'originalExecutionRunId' | 'firstExecutionRunId' | 'root';

export type StoredStart = Omit<WorkflowExecutionStarted, Repeated> &
  Partial<Pick<WorkflowExecutionStarted, 'originalExecutionRunId' | 'firstExecutionRunId'>> & {
    readonly root?: ExecutionRef | typeof ITSELF;
  };

export function shortStart(event: WorkflowExecutionStarted): StoredStart {
  const { workflowId, runId, firstExecutionRunId, originalExecutionRunId, root } = event;
  const isRoot = root?.workflowId === workflowId && root.runId === firstExecutionRunId;
  return {
    ...event,
    originalExecutionRunId: originalExecutionRunId === runId ? undefined : originalExecutionRunId,
    firstExecutionRunId: firstExecutionRunId === runId ? undefined : firstExecutionRunId,
    root: isRoot ? ITSELF : root,
  };
}

export function wholeStart(stored: StoredStart): WorkflowExecutionStarted {
  const { workflowId, runId, originalExecutionRunId = runId, firstExecutionRunId = runId, root, ...rest } = stored;
  const own = { ...rest, workflowId, runId, originalExecutionRunId, firstExecutionRunId };
  if (root === undefined) return own;
  return { ...own, root: root === ITSELF ? { workflowId, runId: firstExecutionRunId } : root };
}
