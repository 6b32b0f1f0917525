import { condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

const { completedElsewhere } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const tell = defineSignal<[name: string]>('tell');
export const ask = defineUpdate<void, [name: string]>('ask');

/** Notes when jobs of an activation are seen: as they are applied, and one microtask later. */
export async function batch(): Promise<string[]> {
  const seen: string[] = [];
  const note = async (name: string): Promise<void> => {
    seen.push(`${name}.sync`);
    await Promise.resolve();
    seen.push(`${name}.1`);
  };
  setHandler(tell, note);
  setHandler(ask, note);
  await Promise.all([
    completedElsewhere().then(() => seen.push('activity1.1')),
    completedElsewhere().then(() => seen.push('activity2.1')),
    condition(() => seen.length >= 10),
  ]);
  return seen;
}
