import type ts from 'typescript';
import {
  type Context,
  difference,
  extra,
  type Found,
  isEqual,
  join,
  NOTHING,
  onTrial,
  type Place,
  text,
} from './context';
import { compareLeaves } from './leaves';
import { compareObjects } from './objects';

/** Packages of the original that applications are written against; everything else in node_modules is foreign. */
const SDK = /\/node_modules\/@temporalio\/(common|workflow|activity|client|worker|testing|envconfig)\//;

const originOf = (type: ts.Type): string | undefined =>
  (type.aliasSymbol ?? type.symbol)?.declarations?.[0]?.getSourceFile().fileName;

/** A named type of a library: generated protobuf code, gRPC, the language itself. It is one thing, not its members. */
export function isForeign(type: ts.Type): boolean {
  const file = originOf(type);
  return file !== undefined && file.includes('/node_modules/') && !SDK.test(file);
}

/** Equal if its members are; otherwise one difference, however many members differ. */
export function compareForeign(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const { checker } = context;
  if (checker.isArrayType(theirs) && checker.isArrayType(ours)) return compareArrays(context, theirs, ours, place);
  if (isEqual(compareObjects(onTrial(context), theirs, ours, place))) return NOTHING;
  return compareLeaves(context, theirs, ours, place);
}

/** Arrays of which at most one is read-only; both names come from the language. */
function compareArrays(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const elements = [theirs, ours].map((type) => context.checker.getTypeArguments(type as ts.TypeReference)[0]);
  const [left, right] = elements as [ts.Type, ts.Type];
  return join([
    compareMutability(context, theirs, ours, place),
    context.compare(context, left, right, { ...place, depth: place.depth + 1 }),
  ]);
}

function compareMutability(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const ourReadonly = ours.symbol.name === 'ReadonlyArray';
  if (ourReadonly === (theirs.symbol.name === 'ReadonlyArray')) return NOTHING;
  const texts = [text(context, theirs), text(context, ours)] as const;
  if (ourReadonly)
    return place.use === 'in' ? extra(place, 'takes read-only arrays') : difference(place, 'wider', ...texts);
  return place.use === 'out' ? extra(place, 'an array that may be changed') : difference(place, 'narrower', ...texts);
}
