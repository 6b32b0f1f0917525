import { ApplicationFailure, executeChild, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<number> {
  const retry = { initialInterval: '10 milliseconds', maximumAttempts: 3 } as const;
  return await executeChild(child, { workflowId: `${workflowInfo().workflowId}/child`, retry });
}

export async function child(): Promise<number> {
  const { attempt } = workflowInfo();
  if (attempt < 3) throw ApplicationFailure.retryable(`attempt ${attempt}`);
  return attempt;
}
