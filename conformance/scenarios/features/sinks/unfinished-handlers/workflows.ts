import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const endless = defineUpdate<void>('endless');
export const stop = defineSignal('stop');

export async function leavesThem(): Promise<void> {
  let stopped = false;
  setHandler(endless, () => condition(() => false));
  setHandler(defineSignal('endlessSignal'), () => condition(() => false));
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
}
