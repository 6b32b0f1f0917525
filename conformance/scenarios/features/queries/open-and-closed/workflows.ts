import { condition, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';

export const state = defineQuery<string, [prefix: string]>('state');
export const end = defineSignal('end');

export async function queried(): Promise<void> {
  let current = 'waiting';
  setHandler(state, (prefix) => `${prefix} ${current}`);
  setHandler(end, () => {
    current = 'ended';
  });
  await condition(() => current === 'ended');
}
