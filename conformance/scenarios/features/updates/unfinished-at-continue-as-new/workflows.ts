import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { condition, continueAsNew, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const endless = defineUpdate<void>('endless');
export const goOn = defineSignal('goOn');

export async function twoRuns(earlier: number): Promise<string> {
  let [updates, goesOn] = [0, earlier > 0];
  const unfinishedPolicy = HandlerUnfinishedPolicy.ABANDON;
  setHandler(endless, () => ((updates += 1), condition(() => false)), { unfinishedPolicy });
  setHandler(goOn, () => {
    goesOn = true;
  });
  await condition(() => goesOn);
  if (earlier === 0) await continueAsNew<typeof twoRuns>(updates);
  return `updates of the second run: ${updates}`;
}
