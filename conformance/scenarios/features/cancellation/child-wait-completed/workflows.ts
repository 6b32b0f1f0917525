import {
  CancellationScope,
  ChildWorkflowCancellationType,
  condition,
  defineSignal,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';

export const finish = defineSignal('finish');

export async function parent(): Promise<string> {
  const scope = new CancellationScope();
  const workflowId = `${workflowInfo().workflowId}/child`;
  const cancellationType = ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED;
  const handle = await scope.run(() =>
    startChild(stubborn, { workflowId, cancellationType, parentClosePolicy: 'ABANDON' }),
  );
  const result = handle.result();
  scope.cancel();
  return await result;
}

export async function stubborn(): Promise<string> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await CancellationScope.nonCancellable(() => condition(() => finished));
  return CancellationScope.current().consideredCancelled ? 'finished all the same' : 'never asked';
}
