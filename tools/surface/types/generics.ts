import ts from 'typescript';
import { below, type Context, difference, type Found, join, NOTHING, type Place, text } from './context';

type Pair = readonly [theirs: ts.Type, ours: ts.Type];

/** Arguments of two instances of one generic type, or of two that are counterparts; undefined where there are none. */
export function sameGeneric(context: Context, theirs: ts.Type, ours: ts.Type): readonly Pair[] | undefined {
  const alias = pairs(theirs.aliasTypeArguments, ours.aliasTypeArguments);
  if (theirs.aliasSymbol && ours.aliasSymbol) return alias;
  return pairs(argumentsOf(context, theirs), argumentsOf(context, ours));
}

function pairs(
  theirs: readonly ts.Type[] | undefined,
  ours: readonly ts.Type[] | undefined,
): readonly Pair[] | undefined {
  if (!theirs || !ours || theirs.length !== ours.length || theirs.length === 0) return undefined;
  return theirs.map((one, index) => [one, ours[index] as ts.Type]);
}

function argumentsOf({ checker }: Context, type: ts.Type): readonly ts.Type[] | undefined {
  return isReference(type) ? checker.getTypeArguments(type) : undefined;
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
  );
}

/** Types made of other types without members of their own; undefined for all the rest. */
export function compareParts(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found | undefined {
  const parts = partsOf(context, theirs, ours);
  if (!parts) return undefined;
  return join(
    parts.map(([left, right]) => context.compare(context, left, right, { ...place, depth: place.depth + 1 })),
  );
}

function partsOf(context: Context, theirs: ts.Type, ours: ts.Type): readonly Pair[] | undefined {
  if (isReference(theirs) && isReference(ours) && theirs.target === ours.target && theirs !== theirs.target) {
    return sameGeneric(context, theirs, ours) ?? [];
  }
  if (theirs.aliasSymbol && theirs.aliasSymbol === ours.aliasSymbol) {
    const args = pairs(theirs.aliasTypeArguments, ours.aliasTypeArguments);
    if (args) return args;
  }
  if (isIndexed(theirs) && isIndexed(ours)) {
    return [
      [theirs.objectType, ours.objectType],
      [theirs.indexType, ours.indexType],
    ];
  }
  if (isKeyOf(theirs) && isKeyOf(ours)) return [[theirs.type, ours.type]];
  return undefined;
}

const isIndexed = (type: ts.Type): type is ts.IndexedAccessType => (type.flags & ts.TypeFlags.IndexedAccess) !== 0;
const isKeyOf = (type: ts.Type): type is ts.IndexType => (type.flags & ts.TypeFlags.Index) !== 0;

/** Says that parameters of two generic types stand for each other, and compares what they are bound to. */
export function pairParameters(
  context: Context,
  theirs: readonly ts.TypeParameter[],
  ours: readonly ts.TypeParameter[],
  at: Place,
): Found {
  theirs.forEach((one, index) => {
    const other = ours[index];
    if (other) context.parameters.set(one, other);
  });
  return join(theirs.map((one, index) => compareBounds(context, one, ours[index], at)));
}

function compareBounds(
  context: Context,
  theirs: ts.TypeParameter,
  ours: ts.TypeParameter | undefined,
  at: Place,
): Found {
  if (!ours) return difference(at, 'missing', `<${text(context, theirs)}>`, '');
  const found = [theirs.getConstraint(), theirs.getDefault()].map((left, index) => {
    const right = index === 0 ? ours.getConstraint() : ours.getDefault();
    if (!left && right && index === 0)
      return difference(below(at, `<${theirs.symbol.name}>`), 'narrower', '', text(context, right));
    if (!left || !right) return NOTHING;
    return context.compare(context, left, right, below(at, `<${theirs.symbol.name}>`, 'in'));
  });
  return join(found);
}
