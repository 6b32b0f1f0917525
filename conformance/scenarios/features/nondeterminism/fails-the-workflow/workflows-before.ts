import { defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const go = defineSignal('go');

export async function sleeps(): Promise<string> {
  setHandler(go, () => undefined);
  await sleep('1 day');
  return 'slept';
}
