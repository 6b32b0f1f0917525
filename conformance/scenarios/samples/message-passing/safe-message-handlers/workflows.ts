import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';
import { Lock } from './lock';

const { clean } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export interface Kennel {
  readonly open: boolean;
  /** Boxes by dog. */
  readonly boxes: Readonly<Record<string, number>>;
}

export const open = defineSignal('open');
export const renew = defineSignal('renew');
export const close = defineSignal('close');
export const assignBox = defineUpdate<number, [dog: string]>('assignBox');
export const fetchDog = defineUpdate<void, [dog: string]>('fetchDog');
export const isOpen = defineQuery<boolean>('isOpen');

export async function kennel(state: Kennel): Promise<Kennel> {
  const lock = new Lock();
  const boxes = new Map(Object.entries(state.boxes));
  let opened = state.open;
  let end: 'renew' | 'close' | undefined;

  setHandler(isOpen, () => opened);
  setHandler(open, () => {
    opened = true;
  });
  setHandler(renew, () => {
    end = 'renew';
  });
  setHandler(close, () => {
    end = 'close';
  });
  setHandler(assignBox, async (dog) => {
    await condition(() => opened);
    return await lock.runExclusive(async () => {
      const box = boxes.get(dog) ?? firstFree(boxes);
      if (!boxes.has(dog)) await clean(box);
      boxes.set(dog, box);
      return box;
    });
  });
  setHandler(fetchDog, async (dog) => {
    await condition(() => opened);
    await lock.runExclusive(async () => {
      const box = boxes.get(dog);
      if (box !== undefined) await clean(box);
      boxes.delete(dog);
    });
  });

  await condition(() => end !== undefined && allHandlersFinished());
  const kept: Kennel = { open: opened, boxes: Object.fromEntries(boxes) };
  if (end === 'renew') await continueAsNew<typeof kennel>(kept);
  return kept;
}

function firstFree(boxes: ReadonlyMap<string, number>): number {
  const taken = new Set(boxes.values());
  let box = 1;
  while (taken.has(box)) box++;
  return box;
}
