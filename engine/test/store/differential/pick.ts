import type { Effect } from '../../../src/model/transition';

/** The n-th of a list, counted round. */
export function pick<T>(items: readonly T[], n: number): T | undefined {
  return items[n % Math.max(1, items.length)];
}

/** One of several, which there are. */
export function oneOf<const T extends readonly [unknown, ...unknown[]]>(items: T, n: number): T[number] {
  return items[n % items.length];
}

export const WORKFLOWS = ['wf-a', 'wf-b', 'wf|c "d"'] as const;
export const WORKERS = ['worker-1', 'worker-2'] as const;
export const REQUESTS = ['r1', 'r2', 'r 3|'] as const;
export const UPDATES = ['u1', 'u2', 'u|3 x'] as const;

export function when(condition: boolean, ...effects: Effect[]): Effect[] {
  return condition ? effects : [];
}
