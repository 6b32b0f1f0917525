import { ApplicationFailure } from '@temporalio/common';

export async function fails(): Promise<void> {
  throw ApplicationFailure.nonRetryable('declined', 'Declined');
}
