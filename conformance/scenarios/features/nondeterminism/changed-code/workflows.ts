import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const go = defineSignal('go');

export async function sleeps(): Promise<string> {
  let going = false;
  setHandler(go, () => {
    going = true;
  });
  await sleep(1);
  await condition(() => going);
  return 'slept';
}
