import { inWorkflowContext } from '@temporalio/workflow';

export async function inside(): Promise<boolean> {
  return inWorkflowContext();
}
