import { CancellationScope, getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';

export async function withdraws(to: string): Promise<string> {
  try {
    await CancellationScope.cancellable(async () => {
      const sent = getExternalWorkflowHandle(to).signal('hello');
      CancellationScope.current().cancel();
      await sent;
    });
    return 'sent';
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return (error as Error).message;
  }
}
