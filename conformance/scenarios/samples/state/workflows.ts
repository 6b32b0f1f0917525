import { CancelledFailure, condition, defineQuery, defineSignal, log, setHandler } from '@temporalio/workflow';

export const put = defineSignal<[seed: string, count: number]>('put');
export const take = defineSignal<[seed: string, count: number]>('take');
export const countOf = defineQuery<number, [seed: string]>('countOf');
export const stock = defineQuery<Record<string, number>>('stock');

export async function keepSeeds(): Promise<void> {
  const counts = new Map<string, number>();
  const change = (seed: string, by: number): void => void counts.set(seed, (counts.get(seed) ?? 0) + by);
  setHandler(put, change);
  setHandler(take, (seed, count) => change(seed, -count));
  setHandler(countOf, (seed) => counts.get(seed) ?? 0);
  setHandler(stock, () => Object.fromEntries(counts));
  try {
    await condition(() => false);
  } catch (error) {
    if (error instanceof CancelledFailure) log.info('Closing the shed', { seeds: counts.size });
    throw error;
  }
}
