import { workflowInfo } from '@temporalio/workflow';

export async function late(): Promise<boolean> {
  const { startTime } = workflowInfo();
  return Date.now() - startTime.getTime() >= 200;
}
