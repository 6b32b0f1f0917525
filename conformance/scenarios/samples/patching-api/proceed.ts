import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

export const { sendLetter, sendMessage } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const proceed = defineSignal('proceed');

/** Waits until somebody says `proceed`. */
export async function untilProceed(): Promise<void> {
  let told = false;
  setHandler(proceed, () => {
    told = true;
  });
  await condition(() => told);
}
