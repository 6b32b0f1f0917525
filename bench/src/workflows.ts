import { condition, defineQuery, defineSignal, defineUpdate, proxyActivities, setHandler } from '@perdure/workflow';
import type * as activities from './activities';

const { echo } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function oneActivity(value: string): Promise<string> {
  return echo(value);
}

export async function sequentialActivities(count: number): Promise<number> {
  for (let index = 0; index < count; index += 1) await echo('x');
  return count;
}

export async function parallelActivities(count: number): Promise<number> {
  const done = await Promise.all(Array.from({ length: count }, () => echo('x')));
  return done.length;
}

/** No activity: what starting and ending costs. */
export async function nothing(): Promise<void> {
  await Promise.resolve();
}

export const poke = defineSignal('poke');
export const finish = defineSignal('finish');
export const poked = defineQuery<number>('poked');
export const add = defineUpdate<number, [number]>('add');

/** Counts signals and updates until it is told to end. */
export async function counter(): Promise<number> {
  let count = 0;
  let done = false;
  setHandler(poke, () => {
    count += 1;
  });
  setHandler(add, (amount) => (count += amount));
  setHandler(poked, () => count);
  setHandler(finish, () => {
    done = true;
  });
  await condition(() => done);
  return count;
}

export const stepped = defineQuery<number>('stepped');

/** A long history: one activity for each step asked for. */
export async function stepper(): Promise<number> {
  let wanted = 0;
  let steps = 0;
  let done = false;
  setHandler(add, async (amount) => {
    wanted += amount;
    await condition(() => steps >= wanted);
    return steps;
  });
  setHandler(stepped, () => steps);
  setHandler(finish, () => {
    done = true;
  });
  while (!done) {
    await condition(() => done || steps < wanted);
    if (!done) {
      await echo('x');
      steps += 1;
    }
  }
  return steps;
}
