import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const set = defineUpdate<void, [value: number]>('set');
export const stop = defineSignal('stop');

export async function holds(): Promise<number> {
  let value = 0;
  let stopped = false;
  const validator = (next: number): void => {
    if (next < 0) throw new Error('may not be negative');
  };
  setHandler(set, (next) => void (value = next), { validator });
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
  return value;
}
