import { workflowInfo } from '@temporalio/workflow';

export async function tick(): Promise<number> {
  return ((workflowInfo().lastResult as number | undefined) ?? 0) + 1;
}
