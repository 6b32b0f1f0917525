import { isCancellation, sleep } from '@temporalio/workflow';

export async function waits(): Promise<string> {
  try {
    await sleep('1 day');
    return 'slept';
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return (error as Error).message;
  }
}
