import ts from 'typescript';
import { type Context, difference, type Found, isEqual, join, NOTHING, type Place, type Use } from './context';
import { compareLeaves } from './leaves';
import { compareObjects } from './objects';
import { compareParts, sameGeneric } from './generics';
import { compareForeign, isForeign } from './origin';
import { compareUnions } from './unions';

/** Steps from an export after which two types count as equal: anonymous types may nest without an end. */
const MAX_DEPTH = 12;

const OPAQUE = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never;

/** Compares two types, member by member where they have members. */
export function compareTypes(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  if (theirs === ours || context.parameters.get(theirs) === ours || place.depth > MAX_DEPTH) return NOTHING;
  if ((theirs.flags | ours.flags) & OPAQUE) return compareLeaves(context, theirs, ours, place);
  if (place.depth > 0) {
    const known = fromCounterparts(context, theirs, ours, place);
    if (known) return known;
  }
  if (!hasMembers(theirs) || isForeign(theirs)) return compareFresh(context, theirs, ours, place);
  return compareOnce(context, theirs, ours, place);
}

/** Types that have members are reported where they are first met; that also ends what refers to itself. */
function compareOnce(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const seen = seenWith(context, theirs, ours);
  if (seen.has(place.use)) return seen.get(place.use) === false ? REPORTED_ELSEWHERE : NOTHING;
  seen.set(place.use, undefined);
  const found = compareFresh(context, theirs, ours, place);
  seen.set(place.use, isEqual(found));
  return found;
}

/** Marks what is unequal for a reason that the list has already. */
const REPORTED_ELSEWHERE: Found = difference({ path: '', use: 'both', depth: 0 }, 'incompatible', '', '');

function compareFresh(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  if (theirs.isUnion() || ours.isUnion()) return compareUnions(context, theirs, ours, place);
  const parts = compareParts(context, theirs, ours, place);
  if (parts) return parts;
  if (isForeign(theirs)) return compareForeign(context, theirs, ours, place);
  if (hasMembers(theirs) && hasMembers(ours)) return compareObjects(context, theirs, ours, place);
  return compareLeaves(context, theirs, ours, place);
}

function hasMembers(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function fromCounterparts(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found | undefined {
  if (context.counterparts.areExportedTypes(theirs, ours)) return NOTHING;
  for (const [left, right] of [
    [theirs.aliasSymbol, ours.aliasSymbol],
    [theirs.symbol, ours.symbol],
    [theirs.aliasSymbol ?? theirs.symbol, ours.aliasSymbol ?? ours.symbol],
  ]) {
    if (!left || !right || !context.counterparts.areExports(left, right)) continue;
    const args = sameGeneric(context, theirs, ours);
    return args
      ? join(args.map(([a, b]) => compareTypes(context, a, b, { ...place, depth: place.depth + 1 })))
      : NOTHING;
  }
  return undefined;
}

function seenWith({ seen }: Context, theirs: ts.Type, ours: ts.Type): Map<Use, boolean | undefined> {
  const byOurs = seen.get(theirs) ?? new Map<ts.Type, Map<Use, boolean | undefined>>();
  seen.set(theirs, byOurs);
  const byUse = byOurs.get(ours) ?? new Map<Use, boolean | undefined>();
  byOurs.set(ours, byUse);
  return byUse;
}
