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

export async function parent(): Promise<{ cancelled: boolean; inTheSameTask: boolean }> {
  const scope = new CancellationScope();
  const workflowId = `${workflowInfo().workflowId}/child`;
  const cancellationType = ChildWorkflowCancellationType.TRY_CANCEL;
  const handle = await scope.run(() =>
    startChild(stubborn, { workflowId, cancellationType, parentClosePolicy: 'ABANDON' }),
  );
  const cancelled = handle.result().then(() => false, isCancellation);
  const { historyLength } = workflowInfo();
  scope.cancel();
  const outcome = { cancelled: await cancelled, inTheSameTask: workflowInfo().historyLength === historyLength };
  await finishSignal();
  return outcome;
}

export async function stubborn(): Promise<string> {
  await CancellationScope.nonCancellable(finishSignal);
  return CancellationScope.current().consideredCancelled ? 'finished all the same' : 'never asked';
}

async function finishSignal(): Promise<void> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
}
