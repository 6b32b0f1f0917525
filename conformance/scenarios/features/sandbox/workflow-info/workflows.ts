import { workflowInfo } from '@temporalio/workflow';

export async function looks(): Promise<unknown> {
  const info = workflowInfo();
  const { workflowType, attempt, historyLength, memo, parent, runId, firstExecutionRunId, taskTimeoutMs } = info;
  const { executionTimeoutMs, continueAsNewSuggested } = info;
  return {
    ...{ workflowType, attempt, historyLength, memo, hasParent: parent !== undefined, taskTimeoutMs },
    ...{ first: runId === firstExecutionRunId, executionTimeoutMs, continueAsNewSuggested },
    replaying: info.unsafe.isReplaying,
  };
}
