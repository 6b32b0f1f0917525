import { condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@perdure/workflow';
import type * as activities from '../support/activities';

const { completedElsewhere } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const orderSignal = defineSignal<[name: string]>('orderSignal');
export const orderUpdate = defineUpdate<void, [name: string]>('orderUpdate');

/** Notes in which order jobs of one activation are seen: while they are applied, and one microtask after. */
export async function activationOrder(): Promise<string[]> {
  const seen: string[] = [];
  const note = async (name: string) => {
    seen.push(`${name}.sync`);
    await Promise.resolve();
    seen.push(`${name}.1`);
  };
  setHandler(orderSignal, note);
  setHandler(orderUpdate, note);
  await Promise.all([
    completedElsewhere().then(() => seen.push('activity1.1')),
    completedElsewhere().then(() => seen.push('activity2.1')),
    condition(() => seen.length >= 10),
  ]);
  return seen;
}

/** Two conditions become true by one signal; the first to continue makes the second false again. */
export async function conditionOrder(): Promise<string[]> {
  const seen: string[] = [];
  let open = false;
  setHandler(orderSignal, () => {
    open = true;
  });
  const waits = ['first', 'second', 'third'].map(async (name) => {
    await condition(() => open);
    open = false;
    seen.push(name);
  });
  await Promise.all(waits);
  return seen;
}

/** A condition with a timeout says whether it came true. */
export async function conditionTimeouts(): Promise<boolean[]> {
  let met = false;
  const late = await condition(() => met, '1 millisecond');
  const inTime = condition(() => met, '1 hour');
  met = true;
  return [late, await inTime, await condition(() => true, 0)];
}

/** Signals and updates that came with the start are applied before the first statement, and wait for their handler. */
export async function beforeTheFirstStatement(): Promise<string[]> {
  const seen = ['main'];
  setHandler(orderSignal, (name) => {
    seen.push(name);
  });
  seen.push('after setHandler');
  return Promise.resolve(seen);
}
