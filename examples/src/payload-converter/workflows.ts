import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';
import type { Money } from './money';

const { addTax } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** What arrives is an object of the class, methods and all. */
export async function total(price: Money, quantity: number): Promise<Money> {
  return await addTax(price.times(BigInt(quantity)));
}
