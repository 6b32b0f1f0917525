import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export const add = defineUpdate<number, [value: number]>('add');

export async function sums(): Promise<number> {
  let sum = 0;
  setHandler(add, (value) => (sum += value));
  await condition(() => sum > 0);
  return sum;
}
