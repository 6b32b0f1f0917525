import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

const { checkOut, cancelPurchase } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export type PurchaseState = 'PENDING' | 'CONFIRMED' | 'CANCELLED';

export const takeBack = defineSignal('takeBack');
export const purchaseState = defineQuery<PurchaseState>('purchaseState');

export async function oneClickPurchase(item: string, regretMs: number): Promise<string> {
  let state: PurchaseState = 'PENDING';
  setHandler(purchaseState, () => state);
  setHandler(takeBack, () => {
    if (state === 'PENDING') state = 'CANCELLED';
  });
  if (await condition(() => state === 'CANCELLED', regretMs)) return await cancelPurchase(item);
  state = 'CONFIRMED';
  return await checkOut(item);
}
