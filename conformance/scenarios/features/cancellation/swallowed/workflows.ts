import { CancelledFailure, sleep } from '@temporalio/workflow';

export async function swallows(): Promise<string> {
  try {
    await sleep('1 day');
  } catch (error) {
    if (!(error instanceof CancelledFailure)) throw error;
    return `went on after: ${error.message}`;
  }
  return 'slept';
}
