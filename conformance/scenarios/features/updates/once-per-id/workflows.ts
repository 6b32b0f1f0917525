import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const increment = defineUpdate<number>('increment');
export const stop = defineSignal('stop');

export async function counts(): Promise<number> {
  let count = 0;
  let stopped = false;
  setHandler(increment, () => ++count);
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
  return count;
}
