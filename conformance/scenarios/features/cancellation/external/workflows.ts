import { getExternalWorkflowHandle, sleep } from '@temporalio/workflow';

export async function canceller(id: string): Promise<void> {
  await getExternalWorkflowHandle(id).cancel();
}

export async function target(): Promise<void> {
  await sleep('1 day');
}
