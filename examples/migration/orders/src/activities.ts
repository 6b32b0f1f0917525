import { ApplicationFailure, Context, heartbeat, log } from '@temporalio/activity';
import type { Order } from './order';

const paid = new Map<string, number>();

export async function charge(order: Order): Promise<string> {
  if (order.amount <= 0) throw ApplicationFailure.nonRetryable(`Cannot charge ${order.amount}`, 'BadAmount');
  paid.set(order.id, order.amount);
  return `receipt-${order.id}`;
}

export async function payBack(order: Order): Promise<void> {
  log.info('Paying back', { order: order.id });
  paid.delete(order.id);
}

export async function ship(order: Order): Promise<string> {
  const { attempt } = Context.current().info;
  for (const item of order.items) heartbeat(`${item}, attempt ${attempt}`);
  return `${process.env.CARRIER ?? 'pigeon'}-${order.id}`;
}
