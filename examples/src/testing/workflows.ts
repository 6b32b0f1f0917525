import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@perdure/workflow';
import type * as activities from './activities';

const { charge } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const cancelSubscription = defineSignal('cancelSubscription');
export const payments = defineQuery<string[]>('payments');

/** Charges every 30 days until it is cancelled. Nobody wants to wait for its tests. */
export async function subscription(customer: string): Promise<number> {
  const paid: string[] = [];
  let cancelled = false;
  setHandler(cancelSubscription, () => void (cancelled = true));
  setHandler(payments, () => paid);
  while (!(await condition(() => cancelled, '30 days'))) paid.push(await charge(customer));
  return paid.length;
}
