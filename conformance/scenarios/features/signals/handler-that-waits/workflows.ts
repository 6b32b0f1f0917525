import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const work = defineSignal<[ms: number]>('work');

export async function collects(): Promise<number[]> {
  const done: number[] = [];
  setHandler(work, async (ms) => {
    await sleep(ms);
    done.push(ms);
  });
  await condition(() => done.length === 2);
  return done;
}
