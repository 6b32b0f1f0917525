import ts from 'typescript';
import { below, type Context, difference, extra, type Found, join, NOTHING, type Place, text } from './context';
import { compareSignatures } from './signatures';

/** Public members, calls, constructors and index signatures. Private and protected members are nobody's surface. */
export function compareObjects(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const [left, right] = [members(context, theirs), members(context, ours)];
  const listed = [...left].map(([name, member]) =>
    compareMember(context, member, right.get(name), below(place, `.${name}`)),
  );
  const added = [...right].filter(([name]) => !left.has(name));
  return join([
    ...listed,
    ...added.map(([name, member]) => addedMember(member, below(place, `.${name}`))),
    compareCalls(context, theirs, ours, place),
    compareSignatures(context, constructors(theirs), constructors(ours), below(place, '.constructor', 'out')),
    compareIndexes(context, theirs, ours, place),
  ]);
}

/** By name; a symbol's name in the compiler ends with a number that differs for each declaration. */
function members({ checker }: Context, type: ts.Type): ReadonlyMap<string, ts.Symbol> {
  const all = checker.getPropertiesOfType(type).filter((symbol) => isPublic(symbol) && symbol.name !== 'prototype');
  return new Map(all.map((symbol) => [symbol.name.replace(/^__@(.*)@\d+$/, '[$1]'), symbol]));
}

/** Tags by which the original says that a member is its own business. */
const UNOFFICIAL = ['internal', 'hidden'];

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

const isHidden = (declaration: ts.Declaration): boolean =>
  (ts.getCombinedModifierFlags(declaration) & HIDDEN) !== 0 ||
  ts.getJSDocTags(declaration).some(({ tagName }) => UNOFFICIAL.includes(tagName.text));

function isPublic(symbol: ts.Symbol): boolean {
  return !/^(__)?#/.test(symbol.name) && !(symbol.declarations ?? []).some(isHidden);
}

const constructors = (type: ts.Type): readonly ts.Signature[] =>
  type.getConstructSignatures().filter(({ declaration }) => !declaration || !isHidden(declaration));

const isOptional = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Optional) !== 0;

function compareMember(context: Context, theirs: ts.Symbol, ours: ts.Symbol | undefined, place: Place): Found {
  const { checker } = context;
  const type = checker.getTypeOfSymbol(theirs);
  if (!ours) return difference(place, 'missing', text(context, type), '');
  const strip = (symbol: ts.Symbol, from: ts.Type) =>
    isOptional(symbol) && from.isUnion() ? checker.getNonNullableType(from) : from;
  const differs = isOptional(theirs) !== isOptional(ours);
  return join([
    differs ? optionality(theirs, place) : NOTHING,
    context.compare(context, strip(theirs, type), strip(ours, checker.getTypeOfSymbol(ours)), place),
  ]);
}

function optionality(theirs: ts.Symbol, place: Place): Found {
  if (isOptional(theirs)) {
    return place.use === 'out'
      ? extra(place, 'always there')
      : difference(place, 'required', 'may be left out', 'required');
  }
  return place.use === 'in'
    ? extra(place, 'may be left out')
    : difference(place, 'optional', 'always there', 'may be missing');
}

function addedMember(ours: ts.Symbol, place: Place): Found {
  const mustBeGiven = place.use !== 'out' && !isOptional(ours);
  return mustBeGiven
    ? difference(place, 'required', '', 'a member that must be given')
    : extra(place, 'a member of ours');
}

function compareCalls(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  return compareSignatures(context, theirs.getCallSignatures(), ours.getCallSignatures(), place);
}

function compareIndexes(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const { checker } = context;
  return join(
    checker.getIndexInfosOfType(theirs).map((info) => {
      const other = checker.getIndexInfosOfType(ours).find(({ keyType }) => keyType === info.keyType);
      const at = below(place, `[${checker.typeToString(info.keyType)}]`);
      return other
        ? context.compare(context, info.type, other.type, at)
        : difference(at, 'missing', text(context, info.type), '');
    }),
  );
}
