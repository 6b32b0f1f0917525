import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';

export async function tries(): Promise<string> {
  const { attempt, lastFailure } = workflowInfo();
  if (attempt < 3) throw ApplicationFailure.retryable(`attempt ${attempt}`);
  return `attempt ${attempt} after ${lastFailure?.message}`;
}
