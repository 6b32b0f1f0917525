import { proxyLocalActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { priceOf, currencyRate } = proxyLocalActivities<typeof activities>({
  startToCloseTimeout: '2 seconds',
  retry: { initialInterval: '10 milliseconds' },
});

/** Four calls, no task queue in between: all of it happens in one workflow task. */
export async function total(items: string[]): Promise<number> {
  const prices = await Promise.all(items.map((item) => priceOf(item)));
  return prices.reduce((sum, price) => sum + price, 0) * (await currencyRate());
}
