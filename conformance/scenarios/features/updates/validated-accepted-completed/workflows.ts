import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const add = defineUpdate<number[], [values: number[]]>('add');
export const stop = defineSignal('stop');

export async function adds(): Promise<number[]> {
  const all: number[] = [];
  let stopped = false;
  const validator = (values: number[]): void => {
    values.push(999);
  };
  setHandler(add, (values) => [...values, all.push(...values)], { validator });
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
  return all;
}
