import { sleep, startChild, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<void> {
  const { workflowId } = workflowInfo();
  for (const parentClosePolicy of ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON'] as const) {
    await startChild(child, { workflowId: `${workflowId}/${parentClosePolicy}`, parentClosePolicy });
  }
}

export async function child(): Promise<void> {
  await sleep('1 day');
}
