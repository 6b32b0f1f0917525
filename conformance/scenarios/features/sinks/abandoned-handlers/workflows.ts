import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const endless = defineUpdate<void>('endless');
export const endlessSignal = defineSignal('endlessSignal');
export const stop = defineSignal('stop');

export async function leaves(ofTheSignal: HandlerUnfinishedPolicy): Promise<void> {
  let stopped = false;
  const forEver = () => condition(() => false);
  setHandler(endless, forEver, { unfinishedPolicy: HandlerUnfinishedPolicy.ABANDON });
  setHandler(endlessSignal, forEver, { unfinishedPolicy: ofTheSignal });
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
}
