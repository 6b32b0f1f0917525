import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const stop = defineSignal('stop');

export async function knowsNone(): Promise<void> {
  let stopped = false;
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
}
