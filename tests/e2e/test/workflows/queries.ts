import { condition, defineQuery, defineSignal, setDefaultQueryHandler, setHandler } from '@perdure/workflow';

export const state = defineQuery<string, [prefix: string]>('state');
export const asyncQuery = defineQuery<unknown>('asyncQuery');
export const throwing = defineQuery<never>('throwing');
export const end = defineSignal('end');

/** Answers queries until it ends. */
export async function queried(): Promise<string> {
  let current = 'waiting';
  setHandler(state, (prefix) => `${prefix}${current}`);
  setHandler(asyncQuery, () => Promise.resolve('too late'));
  setHandler(throwing, () => {
    throw new Error('thrown by a query handler');
  });
  setHandler(end, () => {
    current = 'ended';
  });
  await condition(() => current === 'ended');
  return current;
}

/** One handler for whatever is asked. */
export async function defaultQueries(): Promise<void> {
  setDefaultQueryHandler((name, ...args) => `${name} with ${args.join()}`);
  let ended = false;
  setHandler(end, () => {
    ended = true;
  });
  await condition(() => ended);
}
