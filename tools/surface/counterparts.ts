import ts from 'typescript';
import { isType, type PackageTables } from './program';

/**
 * Which of our types stands for which of theirs. A type that both sides export under one name is compared once, as that
 * export; wherever else it is mentioned, the two count as equal. This is what makes classes comparable whose private
 * members differ.
 */
export interface Counterparts {
  readonly areExports: (theirs: ts.Symbol, ours: ts.Symbol) => boolean;
  /** For exports that are another name of a type, such as those of generated services. */
  readonly areExportedTypes: (theirs: ts.Type, ours: ts.Type) => boolean;
}

export function counterparts(checker: ts.TypeChecker, tables: Iterable<PackageTables>): Counterparts {
  const symbols = new Map<ts.Symbol, Set<ts.Symbol>>();
  const types = new Map<ts.Type, Set<ts.Type>>();
  for (const [theirs, ours] of pairsOf(tables)) {
    add(symbols, theirs, ours);
    const left = declared(checker, theirs);
    const right = declared(checker, ours);
    if (left && right) add(types, left, right);
  }
  return {
    areExports: (theirs, ours) => symbols.get(theirs)?.has(ours) ?? false,
    areExportedTypes: (theirs, ours) => types.get(theirs)?.has(ours) ?? false,
  };
}

function pairsOf(tables: Iterable<PackageTables>): (readonly [theirs: ts.Symbol, ours: ts.Symbol])[] {
  return [...tables].flatMap(({ theirs, ours }) =>
    [...theirs].flatMap(([name, symbol]) => {
      const other = ours.get(name);
      return other ? [[symbol, other] as const] : [];
    }),
  );
}

/** Types with members only: two aliases of `string` and of `number` must not make these equal everywhere. */
function declared(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type | undefined {
  const type = isType(symbol) ? checker.getDeclaredTypeOfSymbol(symbol) : undefined;
  return type && type.flags & ts.TypeFlags.Object ? type : undefined;
}

function add<T>(pairs: Map<T, Set<T>>, theirs: T, ours: T): void {
  pairs.set(theirs, (pairs.get(theirs) ?? new Set()).add(ours));
}
