import { defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const fail = defineSignal('fail');

export async function fragile(): Promise<void> {
  setHandler(fail, () => {
    throw new Error('not a failure of Temporal');
  });
  await sleep('1 day');
}
