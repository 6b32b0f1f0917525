import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const add = defineSignal<[value: string]>('add');

export async function pair(): Promise<string[]> {
  const seen: string[] = [];
  setHandler(add, (value) => {
    seen.push(value);
  });
  await condition(() => seen.length === 2);
  return seen;
}
