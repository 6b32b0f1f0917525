import { condition, defineSignal, proxyActivities, setHandler } from '@perdure/workflow';
import type * as activities from './activities';

const { mail } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export const remind = defineSignal('remind');

/** The workflow as it was first deployed. */
export async function reminder(who: string): Promise<string> {
  let asked = false;
  setHandler(remind, () => {
    asked = true;
  });
  const first = await mail(who);
  await condition(() => asked);
  return first;
}
