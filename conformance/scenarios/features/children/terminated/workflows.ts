import { type ChildWorkflowFailure, executeChild, sleep, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<unknown> {
  const workflowId = `${workflowInfo().workflowId}/child`;
  const running = executeChild(child, { workflowId, retry: { maximumAttempts: 3 } });
  const failure = (await running.catch((error: unknown) => error)) as ChildWorkflowFailure;
  return { retryState: failure.retryState, cause: failure.cause?.name };
}

export async function child(): Promise<void> {
  await sleep('1 day');
}
