import { condition, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';

export const late = defineQuery<unknown>('late');
export const broken = defineQuery<never>('broken');
export const end = defineSignal('end');

export async function queried(): Promise<string> {
  let ended = false;
  setHandler(late, () => Promise.resolve('too late'));
  setHandler(broken, () => {
    throw new Error('thrown by a query handler');
  });
  setHandler(end, () => {
    ended = true;
  });
  await condition(() => ended);
  return 'unharmed';
}
