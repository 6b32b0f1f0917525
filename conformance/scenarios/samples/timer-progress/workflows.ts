import { defineQuery, setHandler, sleep } from '@temporalio/workflow';

export const percentDone = defineQuery<number>('percentDone');

export async function bottle(jars: number, pausesMs: number[]): Promise<number> {
  let done = 0;
  setHandler(percentDone, () => Math.round((done / jars) * 100));
  for (; done < jars; done++) await sleep(pausesMs[done] ?? 1);
  return done;
}
