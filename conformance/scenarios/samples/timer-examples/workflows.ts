import { CancellationScope, defineQuery, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { createShop } from './activities';
import { AlarmClock, within } from './alarm-clock';

const { prepare, sendNote } = proxyActivities<ReturnType<typeof createShop>['activities']>({
  startToCloseTimeout: '1 minute',
});

export async function order(item: string, expectedMs: number): Promise<string> {
  return await CancellationScope.cancellable(async () => {
    let done = false;
    const note = async (): Promise<void> => {
      await sleep(expectedMs);
      if (!done) await sendNote(item);
    };
    const result = prepare(item).then((text) => {
      done = true;
      return text;
    });
    note().catch(() => undefined);
    const text = await result;
    CancellationScope.current().cancel();
    return text;
  });
}

export const setAlarm = defineSignal<[ringsAt: number]>('setAlarm');
export const ringsAt = defineQuery<number>('ringsAt');

export async function wakeUp(first: number): Promise<boolean> {
  const clock = new AlarmClock(first);
  setHandler(setAlarm, (time) => clock.set(time));
  setHandler(ringsAt, () => clock.ringsAt);
  await clock.untilItRings();
  return Date.now() >= clock.ringsAt;
}

export async function askAround(): Promise<string> {
  return await within(20, async () => {
    await sleep('10 days');
    return 'an answer';
  });
}
