import {
  condition,
  defineSignal,
  isCancellation,
  ParentClosePolicy,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';

export const finish = defineSignal('finish');

export async function parent(): Promise<string[]> {
  const { workflowId } = workflowInfo();
  const started: string[] = [];
  for (const [name, parentClosePolicy] of [
    ['terminated', ParentClosePolicy.TERMINATE],
    ['cancelled', ParentClosePolicy.REQUEST_CANCEL],
    ['abandoned', ParentClosePolicy.ABANDON],
  ] as const) {
    const child = await startChild(wait, { workflowId: `${workflowId}/${name}`, parentClosePolicy });
    started.push(child.workflowId);
  }
  let told = false;
  setHandler(finish, () => {
    told = true;
  });
  await condition(() => told);
  return started;
}

export async function wait(): Promise<string> {
  let told = false;
  setHandler(finish, () => {
    told = true;
  });
  try {
    await condition(() => told);
    return 'told to finish';
  } catch (error) {
    if (isCancellation(error)) return 'tidied up';
    throw error;
  }
}
