import { condition, defineSignal, setDefaultUpdateHandler, setHandler } from '@temporalio/workflow';

export const stop = defineSignal('stop');

export async function takesAll(): Promise<void> {
  let stopped = false;
  setDefaultUpdateHandler((name, ...args) => `${name} with ${args.join()}`);
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
}
