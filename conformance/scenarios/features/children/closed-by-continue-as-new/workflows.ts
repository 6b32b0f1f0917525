import { continueAsNew, sleep, startChild, workflowInfo } from '@temporalio/workflow';

export async function parent(first: boolean): Promise<void> {
  if (!first) return;
  await startChild(child, { workflowId: `${workflowInfo().workflowId}/child` });
  await continueAsNew<typeof parent>(false);
}

export async function child(): Promise<void> {
  await sleep('1 day');
}
