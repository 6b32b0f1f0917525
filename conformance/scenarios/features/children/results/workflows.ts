import { executeChild, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<string[]> {
  const { workflowId } = workflowInfo();
  const first = await executeChild(child, { workflowId: `${workflowId}/first`, args: ['a'] });
  const second = await executeChild(child, { workflowId: `${workflowId}/second`, args: ['b'] });
  return [first, second];
}

export async function child(text: string): Promise<string> {
  const info = workflowInfo();
  const isOurs = info.parent !== undefined && info.workflowId.startsWith(`${info.parent.workflowId}/`);
  return `${text} ${isOurs} ${info.root?.workflowId === info.parent?.workflowId}`;
}
