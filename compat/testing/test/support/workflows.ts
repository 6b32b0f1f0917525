import assert from 'node:assert';
import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@perdure/workflow';
import type { Duration } from '@temporalio/common';
import type * as activities from './activities';

export const nudge = defineSignal('nudge');
export const days = defineQuery<number>('days');
export const wait = defineUpdate<number, [Duration]>('wait');

const timeouts = { startToCloseTimeout: '1 hour' } as const;
const { greet, sleepsInTest, waitsForCompletion } = proxyActivities<typeof activities>(timeouts);

/** Answers by how much its own clock has moved. */
export async function sleeper(duration: Duration): Promise<number> {
  const begunMs = Date.now();
  await sleep(duration);
  return Date.now() - begunMs;
}

export async function countsDays(until: number): Promise<number> {
  let count = 0;
  setHandler(days, () => count);
  while (count < until) {
    await sleep('1 day');
    count += 1;
  }
  return count;
}

export async function activityBetweenTimers(name: string): Promise<string> {
  await sleep('30 days');
  const greeting = await greet(name);
  await sleep('30 days');
  return greeting;
}

export async function localWork(): Promise<string> {
  await sleep('1 day');
  const local = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
  const greeting = await local.greet('local');
  await sleep('1 day');
  return greeting;
}

export async function retried(failures: number): Promise<number> {
  return await proxyActivities<typeof activities>({
    ...timeouts,
    scheduleToCloseTimeout: '100 days',
    retry: { initialInterval: '1 day', backoffCoefficient: 2 },
  }).unreliable(failures);
}

export async function raceOfActivityAndTimer(): Promise<string> {
  return await Promise.race([sleep('8 minutes').then(() => 'timer'), sleepsInTest('16 minutes')]);
}

export async function activityThatSleeps(): Promise<string> {
  return await Promise.race([sleep('20 minutes').then(() => 'timer'), sleepsInTest('16 minutes')]);
}

export async function nudged(): Promise<string> {
  let done = false;
  setHandler(nudge, () => void (done = true));
  return (await condition(() => done, '30 days')) ? 'nudged' : 'timed out';
}

export async function parent(): Promise<number> {
  const moved = await Promise.all(
    (['1 day', '2 days', '3 days'] as const).map((duration) => executeChild(sleeper, { args: [duration] })),
  );
  return moved.length;
}

export async function hangingActivity(): Promise<string> {
  return await proxyActivities<typeof activities>({
    startToCloseTimeout: '300 milliseconds',
    retry: { maximumAttempts: 1 },
  }).never();
}

export async function silentActivity(): Promise<string> {
  return await proxyActivities<typeof activities>({
    startToCloseTimeout: '10 days',
    heartbeatTimeout: '300 milliseconds',
    retry: { maximumAttempts: 1 },
  }).never();
}

export async function completedFromOutside(): Promise<string> {
  return await waitsForCompletion();
}

export async function failing(): Promise<void> {
  await sleep('1 day');
  throw ApplicationFailure.create({ message: 'again', nonRetryable: false });
}

export async function rounds(left: number): Promise<string> {
  await sleep('1 year');
  if (left > 0) await continueAsNew<typeof rounds>(left - 1);
  return new Date().toISOString().slice(0, 4);
}

export async function clock(): Promise<number> {
  return Date.now();
}

export async function updated(): Promise<string> {
  let over = false;
  setHandler(wait, async (duration) => {
    const begunMs = Date.now();
    await sleep(duration);
    over = true;
    return Date.now() - begunMs;
  });
  await condition(() => over);
  return 'over';
}

export async function stays(): Promise<void> {
  await condition(() => false);
}

export async function failedAssertion(): Promise<void> {
  assert.equal(1 + 1, 3, 'one and one');
}

export async function failedAssertionInSignal(): Promise<void> {
  setHandler(nudge, () => assert.fail('in a handler'));
  await condition(() => false);
}

export async function brokenUntilNudged(): Promise<string> {
  let mended = false;
  setHandler(nudge, () => void (mended = true));
  if (!mended) throw new TypeError('broken');
  return 'mended';
}
