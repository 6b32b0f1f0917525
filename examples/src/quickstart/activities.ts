import { activityInfo, ApplicationFailure } from '@perdure/activity';
import type { Order } from './order';

/** Adds up an order. */
export async function price(order: Order): Promise<number> {
  return Promise.resolve(order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0));
}

/** Takes the money. The bank is down the first time, to show a retry. */
export async function charge(customer: string, amount: number): Promise<string> {
  const { attempt, workflowExecution } = activityInfo();
  if (attempt === 1) throw ApplicationFailure.retryable('The bank does not answer', 'BankDown');
  return Promise.resolve(`${customer}-${amount}-${workflowExecution?.workflowId ?? 'none'}`);
}

/** Books a parcel with the carrier. */
export async function bookParcel(orderId: string): Promise<string> {
  return Promise.resolve(`PD-${orderId}`);
}
