import { continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';

export async function restless(first: boolean): Promise<string> {
  if (first) {
    void sleep('1 day');
    await continueAsNew<typeof restless>(false);
  }
  return `events before: ${workflowInfo().historyLength}`;
}
