import { condition, defineSignal, setHandler, sleep } from '@perdure/workflow';
import type { Duration } from '@temporalio/common';

export const confirm = defineSignal('confirm');

/** Waits for somebody, but not for ever. Timers survive restarts; a day would cost no more than a moment. */
export async function confirmation(patience: Duration): Promise<string> {
  let confirmed = false;
  setHandler(confirm, () => {
    confirmed = true;
  });
  await sleep('10 milliseconds');
  return (await condition(() => confirmed, patience)) ? 'confirmed in time' : 'nobody confirmed';
}

/** The workflow's clock stands still while it computes, and moves with its timers. */
export async function measure(): Promise<boolean> {
  const before = Date.now();
  await sleep('100 milliseconds');
  return Date.now() - before >= 100;
}
