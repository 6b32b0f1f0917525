import {
  AsyncLocalStorage,
  condition,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@perdure/workflow';
import type * as activities from '../support/activities';

const { echo } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

const counted = defineSignal<[value: number]>('counted');

export async function addsOne(value: number): Promise<number> {
  return await echo(value + 1);
}

/** Much at a time, in one workflow task: activities, timers, children, and signals to itself. */
export async function fansOut(width: number): Promise<number> {
  let signals = 0;
  setHandler(counted, (value) => {
    signals += value;
  });
  const me = getExternalWorkflowHandle(workflowInfo().workflowId);
  const numbers = Array.from({ length: width }, (_, index) => index);
  const all = await Promise.all([
    ...numbers.map((value) => echo(value)),
    ...numbers.slice(0, 10).map((value) => executeChild(addsOne, { args: [value] })),
    ...numbers.map((value) => sleep(value % 5).then(() => value)),
  ]);
  await Promise.all(numbers.slice(0, 10).map((value) => me.signal(counted, value)));
  await condition(() => signals === 45);
  return all.reduce((sum, value) => sum + value, signals);
}

/** The storage follows what is awaited. */
export async function asyncStorage(): Promise<string[]> {
  const storage = new AsyncLocalStorage<string>();
  const read = async (): Promise<string> => {
    await sleep('1 millisecond');
    await echo(1);
    return storage.getStore() ?? 'nothing';
  };
  return await Promise.all([storage.run('one', read), storage.run('two', read), read()]);
}

export const slowUpdate = defineUpdate<void>('slowUpdate');

/** Accepts updates and never completes them. */
export async function manyUpdates(): Promise<void> {
  setHandler(slowUpdate, () => condition(() => false));
  await sleep('1 day');
}

/** Ends in the task that starts the child: the child never comes to be. */
export async function endsTooEarly(): Promise<void> {
  void startChild(addsOne, {
    args: [1],
    workflowId: `${workflowInfo().workflowId}/child`,
    parentClosePolicy: 'ABANDON',
  });
  return Promise.resolve();
}
