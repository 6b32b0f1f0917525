import { getExternalWorkflowHandle } from '@temporalio/workflow';

export async function sender(to: string): Promise<string> {
  try {
    await getExternalWorkflowHandle(to).signal('hello');
    return 'sent';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
