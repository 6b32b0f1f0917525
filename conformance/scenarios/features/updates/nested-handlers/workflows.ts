import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export const names = ['first', 'second', 'third'] as const;

/** Registers a handler that, before it ends, registers the next. */
function register(index: number, seen: string[]): void {
  const name = names[index];
  if (name === undefined) return;
  setHandler(defineUpdate(name), () => {
    seen.push(`${name} accepted`);
    register(index + 1, seen);
    seen.push(`${name} completed`);
  });
}

export async function nested(): Promise<string[]> {
  const seen: string[] = [];
  register(0, seen);
  await condition(() => seen.length === 6);
  return seen;
}
