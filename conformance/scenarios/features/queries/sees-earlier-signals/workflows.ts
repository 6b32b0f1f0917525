import { condition, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';

export const count = defineQuery<number>('count');
export const add = defineSignal('add');

export async function counts(): Promise<number> {
  let number = 0;
  setHandler(count, () => number);
  setHandler(add, () => void number++);
  await condition(() => number === 5);
  return number;
}
