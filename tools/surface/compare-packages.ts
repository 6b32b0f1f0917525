import ts from 'typescript';
import { type Counterparts, counterparts } from './counterparts';
import type { Difference, Extra } from './difference';
import { ONLY_READ } from './packages';
import { isType, isValue, type Loaded, type PackageTables } from './program';
import { compareTypes } from './types/compare';
import { type Context, difference, extra, type Found, join, NOTHING, type Place, text } from './types/context';
import { pairParameters } from './types/generics';

export interface TypeFindings {
  readonly differences: readonly Difference[];
  readonly extras: readonly Extra[];
}

/** All exports of all packages: what is missing, and what has another type. */
export function compareExports({ checker, tables }: Loaded): TypeFindings {
  const context = contextFor(checker, counterparts(checker, tables.values()));
  const found = join([...tables].map(([name, table]) => comparePackage(context, name, table)));
  return { differences: found.differences.filter(({ path }) => path !== ''), extras: found.extras };
}

function contextFor(checker: ts.TypeChecker, pairs: Counterparts): Context {
  return {
    checker,
    counterparts: pairs,
    compare: compareTypes,
    parameters: new Map(),
    seen: new Map(),
    tried: new Map(),
  };
}

function comparePackage(context: Context, name: string, { theirs, ours }: PackageTables): Found {
  const added = [...ours.keys()].filter((key) => !theirs.has(key));
  return join([
    ...[...theirs].map(([key, symbol]) => compareExport(context, symbol, ours.get(key), `${name}.${key}`)),
    ...added.map((key) => extra({ path: `${name}.${key}`, use: 'out', depth: 0 }, 'an export of ours')),
  ]);
}

function compareExport(context: Context, theirs: ts.Symbol, ours: ts.Symbol | undefined, path: string): Found {
  const place: Place = { path, use: 'out', depth: 0 };
  if (theirs === ours) return NOTHING;
  if (!ours) return difference(place, isValue(theirs) ? 'missing' : 'missing type', signature(context, theirs), '');
  return join([
    isValue(theirs) ? compareValues(context, theirs, ours, place) : NOTHING,
    isType(theirs) ? compareDeclared(context, theirs, ours, place) : NOTHING,
  ]);
}

function signature(context: Context, symbol: ts.Symbol): string {
  return text(
    context,
    isValue(symbol) ? context.checker.getTypeOfSymbol(symbol) : context.checker.getDeclaredTypeOfSymbol(symbol),
  );
}

function compareValues(context: Context, theirs: ts.Symbol, ours: ts.Symbol, place: Place): Found {
  if (!isValue(ours)) return difference(place, 'missing', 'a value', 'a type only');
  const { checker } = context;
  return compareTypes(context, checker.getTypeOfSymbol(theirs), checker.getTypeOfSymbol(ours), place);
}

/** Instances of classes are read; what else has a name may be read and made. */
function compareDeclared(context: Context, theirs: ts.Symbol, ours: ts.Symbol, place: Place): Found {
  if (!isType(ours)) return difference(place, 'missing type', 'a type', 'a value only');
  const { checker } = context;
  const use = theirs.flags & ts.SymbolFlags.Class || ONLY_READ.has(theirs.name) ? 'out' : 'both';
  const at: Place = { ...place, use };
  return join([
    pairParameters(context, typeParameters(checker, theirs), typeParameters(checker, ours), at),
    compareTypes(context, checker.getDeclaredTypeOfSymbol(theirs), checker.getDeclaredTypeOfSymbol(ours), at),
  ]);
}

function typeParameters(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.TypeParameter[] {
  for (const declaration of symbol.declarations ?? []) {
    const parameters = (declaration as { typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> }).typeParameters;
    if (parameters) return parameters.map((one) => checker.getTypeAtLocation(one));
  }
  return [];
}
