import type ts from 'typescript';
import type { PackageTables } from './program';

/**
 * Which of our types stands for which of theirs. A type that both sides export under one name is compared once, as that
 * export; wherever else it is mentioned, the two count as equal. This is what makes classes comparable whose private
 * members differ.
 */
export interface Counterparts {
  readonly areExports: (theirs: ts.Symbol, ours: ts.Symbol) => boolean;
}

export function counterparts(tables: Iterable<PackageTables>): Counterparts {
  const pairs = new Map<ts.Symbol, Set<ts.Symbol>>();
  for (const { theirs, ours } of tables) {
    for (const [name, symbol] of theirs) {
      const other = ours.get(name);
      if (other) pairs.set(symbol, (pairs.get(symbol) ?? new Set()).add(other));
    }
  }
  return { areExports: (theirs, ours) => pairs.get(theirs)?.has(ours) ?? false };
}
