import { sleep, workflowInfo } from '@temporalio/workflow';

export async function looks(): Promise<boolean[]> {
  const seen = [workflowInfo().unsafe.isReplaying];
  await sleep(1);
  seen.push(workflowInfo().unsafe.isReplaying);
  return seen;
}
