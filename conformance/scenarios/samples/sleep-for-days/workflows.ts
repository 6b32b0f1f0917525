import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

const { remind } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const enough = defineSignal('enough');
export const reminders = defineQuery<number>('reminders');

export async function remindAgainAndAgain(firstMs: number, thenMs: number): Promise<number> {
  let stopped = false;
  let sent = 0;
  setHandler(enough, () => {
    stopped = true;
  });
  setHandler(reminders, () => sent);
  while (!stopped) {
    await remind(++sent);
    await condition(() => stopped, sent === 1 ? firstMs : thenMs);
  }
  return sent;
}
