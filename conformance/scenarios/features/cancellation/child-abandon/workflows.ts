import {
  CancellationScope,
  ChildWorkflowCancellationType,
  condition,
  defineSignal,
  isCancellation,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';

export const finish = defineSignal('finish');

export async function parent(): Promise<boolean> {
  const scope = new CancellationScope();
  const workflowId = `${workflowInfo().workflowId}/child`;
  const { ABANDON } = ChildWorkflowCancellationType;
  const handle = await scope.run(() =>
    startChild(child, { workflowId, cancellationType: ABANDON, parentClosePolicy: 'ABANDON' }),
  );
  const cancelled = handle.result().then(() => false, isCancellation);
  scope.cancel();
  return await cancelled;
}

export async function child(): Promise<string> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  return 'finished';
}
