import { ApplicationFailure } from '@temporalio/activity';

export const refunds: string[] = [];
export const notes: string[] = [];

export async function charge(dish: string): Promise<string> {
  return `payment of ${dish}`;
}

export async function refund(payment: string): Promise<void> {
  refunds.push(payment);
}

export async function notify(text: string): Promise<void> {
  notes.push(text);
  throw ApplicationFailure.retryable('No such number');
}
