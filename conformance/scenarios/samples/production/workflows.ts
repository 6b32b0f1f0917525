import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

const { label } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const goOn = defineSignal('goOn');

export async function pack(item: string): Promise<string> {
  let told = false;
  setHandler(goOn, () => {
    told = true;
  });
  const first = await label(item);
  await condition(() => told);
  return `${first}, ${await label(item)}`;
}
