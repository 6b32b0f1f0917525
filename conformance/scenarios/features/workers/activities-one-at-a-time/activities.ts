import { setImmediate } from 'node:timers/promises';

/** Activities, and what was seen of them: the order in which they began, and how many ran side by side. */
export function counted() {
  const seen = { begun: [] as number[], running: 0, mostAtOnce: 0 };
  const activities = {
    async echo(index: number): Promise<number> {
      seen.begun.push(index);
      seen.running += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.running);
      for (let turn = 0; turn < 100; turn += 1) await setImmediate();
      seen.running -= 1;
      return index;
    },
  };
  return { activities, seen };
}

export type Activities = ReturnType<typeof counted>['activities'];
