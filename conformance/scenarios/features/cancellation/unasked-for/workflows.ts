import { CancelledFailure } from '@temporalio/workflow';

export async function cancelsItself(): Promise<void> {
  throw new CancelledFailure('of its own accord');
}
