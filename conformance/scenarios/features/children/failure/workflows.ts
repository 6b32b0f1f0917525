import { ApplicationFailure, type ChildWorkflowFailure, executeChild, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<unknown> {
  const workflowId = `${workflowInfo().workflowId}/child`;
  const failure = await executeChild(child, { workflowId }).catch((error: unknown) => error);
  const { message, cause, retryState } = failure as ChildWorkflowFailure;
  return { message, cause: cause?.message, type: (cause as ApplicationFailure).type, retryState };
}

export async function child(): Promise<void> {
  throw ApplicationFailure.nonRetryable('out of stock', 'OutOfStock');
}
