import { condition, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';

export const poke = defineQuery<number>('poke');
export const look = defineSignal('look');

export async function pokes(): Promise<number> {
  let poked = 0;
  setHandler(poke, () => ++poked);
  setHandler(look, () => undefined);
  await condition(() => poked > 0);
  return poked;
}
