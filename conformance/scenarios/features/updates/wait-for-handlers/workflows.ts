import { allHandlersFinished, condition, defineSignal, defineUpdate, setHandler, sleep } from '@temporalio/workflow';

export const work = defineUpdate<void>('work');
export const stop = defineSignal('stop');

export async function waits(): Promise<number> {
  let handled = 0;
  let stopped = false;
  setHandler(work, async () => {
    await sleep(300);
    handled++;
  });
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
  await condition(allHandlersFinished);
  return handled;
}
