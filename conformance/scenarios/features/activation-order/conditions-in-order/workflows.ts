import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const open = defineSignal('open');

export async function conditions(): Promise<string[]> {
  const seen: string[] = [];
  let isOpen = false;
  setHandler(open, () => {
    isOpen = true;
  });
  const waits = ['first', 'second', 'third'].map(async (name) => {
    await condition(() => isOpen);
    isOpen = false;
    seen.push(name);
  });
  await Promise.all(waits);
  return seen;
}
