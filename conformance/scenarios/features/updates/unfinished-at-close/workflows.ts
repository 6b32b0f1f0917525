import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const endless = defineUpdate<void>('endless');
export const stop = defineSignal('stop');

export async function ends(): Promise<string> {
  let stopped = false;
  const { ABANDON } = HandlerUnfinishedPolicy;
  setHandler(endless, () => condition(() => false), { unfinishedPolicy: ABANDON });
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
  return 'done';
}
