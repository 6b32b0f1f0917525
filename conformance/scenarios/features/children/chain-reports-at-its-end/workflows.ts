import { continueAsNew, executeChild, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<number> {
  return await executeChild(child, { workflowId: `${workflowInfo().workflowId}/child`, args: [3] });
}

export async function child(left: number): Promise<number> {
  if (left > 1) await continueAsNew<typeof child>(left - 1);
  return left;
}
