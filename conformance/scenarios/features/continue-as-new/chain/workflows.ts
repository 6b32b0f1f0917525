import { continueAsNew, workflowInfo } from '@temporalio/workflow';

export async function rounds(left: number): Promise<{ sameFirst: boolean; continued: boolean; attempt: number }> {
  if (left > 0) await continueAsNew<typeof rounds>(left - 1);
  const { runId, firstExecutionRunId, continuedFromExecutionRunId, attempt } = workflowInfo();
  return { sameFirst: firstExecutionRunId === runId, continued: continuedFromExecutionRunId !== undefined, attempt };
}
