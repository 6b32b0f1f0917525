import { ApplicationFailure } from '@temporalio/common';

export async function charge(): Promise<void> {
  const cause = new Error('the card has expired');
  throw ApplicationFailure.create({
    message: 'declined',
    type: 'Declined',
    details: [{ card: 42 }],
    nonRetryable: true,
    cause,
  });
}
