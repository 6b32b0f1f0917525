import { defineUpdate, setHandler, sleep } from '@temporalio/workflow';

export const break_ = defineUpdate<void>('break');

export async function breaks(): Promise<void> {
  setHandler(break_, () => {
    throw new Error('not a failure of Temporal');
  });
  await sleep('1 day');
}
