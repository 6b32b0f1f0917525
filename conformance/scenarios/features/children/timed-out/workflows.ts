import {
  type ChildWorkflowFailure,
  executeChild,
  sleep,
  type TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';

export async function parent(): Promise<unknown> {
  const workflowId = `${workflowInfo().workflowId}/child`;
  const running = executeChild(child, { workflowId, workflowRunTimeout: '1 second' });
  const failure = (await running.catch((error: unknown) => error)) as ChildWorkflowFailure;
  const cause = failure.cause as TimeoutFailure;
  return { retryState: failure.retryState, cause: cause.name, timeoutType: cause.timeoutType };
}

export async function child(): Promise<void> {
  await sleep('1 day');
}
