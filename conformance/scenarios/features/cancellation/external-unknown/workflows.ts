import { getExternalWorkflowHandle } from '@temporalio/workflow';

export async function canceller(id: string): Promise<string> {
  const request = getExternalWorkflowHandle(id).cancel();
  return await request.then(
    () => 'cancelled',
    (error: Error) => error.message,
  );
}
