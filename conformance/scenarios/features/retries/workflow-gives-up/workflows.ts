import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';

export async function fails(): Promise<void> {
  throw ApplicationFailure.retryable(`attempt ${workflowInfo().attempt}`);
}
