import { expect, it } from 'vitest';
import { createSkippingClock, createVirtualClock } from './clock';

it('a virtual clock fires what comes due in order, each at its own moment', async () => {
  const clock = createVirtualClock(1_000);
  const fired: [string, number][] = [];
  const note = (name: string) => () => fired.push([name, clock.now()]);
  clock.setTimer(30, note('c'));
  clock.setTimer(10, note('a'));
  clock.setTimer(10, note('b'));
  clock.setTimer(31, note('later'));
  await clock.advance(30);
  expect(fired).toEqual([
    ['a', 1_010],
    ['b', 1_010],
    ['c', 1_030],
  ]);
  expect(clock.now()).toBe(1_030);
});

it('what a callback arms on its way fires in the same advance', async () => {
  const clock = createVirtualClock(0);
  const fired: number[] = [];
  const again = (): void => {
    fired.push(clock.now());
    void Promise.resolve().then(() => clock.setTimer(10, again));
  };
  clock.setTimer(10, again);
  await clock.advance(35);
  expect(fired).toEqual([10, 20, 30]);
});

it('a timer that was taken back does not fire', async () => {
  const clock = createVirtualClock(0);
  const cancel = clock.setTimer(10, () => expect.unreachable());
  cancel();
  await clock.advance(20);
});

it('a skipping clock is ahead by what was skipped, and processes do not notice', () => {
  const clock = createSkippingClock();
  const beforeMs = Date.now();
  clock.skipTo(clock.now() + 1_000_000);
  expect(clock.now()).toBeGreaterThanOrEqual(beforeMs + 1_000_000);
  expect(clock.processNow()).toBeLessThan(beforeMs + 1_000_000);
  clock.skipTo(beforeMs);
  expect(clock.now()).toBeGreaterThanOrEqual(beforeMs + 1_000_000);
});
