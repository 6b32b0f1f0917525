import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

const { price } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const order = defineUpdate<number, [article: string]>('order');

export async function shop(): Promise<number> {
  let total = 0;
  setHandler(order, async (article) => {
    total += await price(article);
    return total;
  });
  await condition(() => total > 0);
  return total;
}
