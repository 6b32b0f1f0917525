import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const add = defineSignal<[value: number]>('add');
export const finish = defineSignal('finish');

export async function collects(): Promise<number[]> {
  const seen: number[] = [];
  let finished = false;
  setHandler(add, (value) => {
    seen.push(value);
  });
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  return seen;
}
