import { createHash } from 'node:crypto';

/** An order that the seed decides, the same on every machine: what only fails beside others can be repeated. */
export function shuffled<T extends { readonly id: string }>(items: readonly T[], seed: string): T[] {
  const key = ({ id }: T): string => createHash('sha256').update(`${seed}/${id}`).digest('hex');
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
