import ts from 'typescript';
import {
  below,
  type Context,
  difference,
  extra,
  flipped,
  type Found,
  isEqual,
  join,
  NOTHING,
  onTrial,
  type Place,
} from './context';
import { pairParameters } from './generics';

/** Overloads: each of theirs needs one of ours; where the numbers agree the difference is looked for in its twin. */
export function compareSignatures(
  context: Context,
  theirs: readonly ts.Signature[],
  ours: readonly ts.Signature[],
  place: Place,
): Found {
  if (theirs.length === 1 && ours.length === 1) return compareTwins(context, theirs[0], ours[0], place);
  const found = theirs.map((one, index) => {
    const trial = (other: ts.Signature) => compareTwins(onTrial(context), one, other, place);
    if (ours.some((other) => isEqual(trial(other)))) return NOTHING;
    const twin = theirs.length === ours.length ? ours[index] : undefined;
    if (twin) return compareTwins(context, one, twin, below(place, `(overload ${index + 1})`));
    return difference(below(place, '()'), 'missing', signatureText(context, one), '');
  });
  return join(found);
}

const signatureText = ({ checker }: Context, signature: ts.Signature): string =>
  checker.signatureToString(signature, undefined, ts.TypeFormatFlags.NoTruncation).replace(/import\("[^"]*"\)\./g, '');

function compareTwins(
  context: Context,
  theirs: ts.Signature | undefined,
  ours: ts.Signature | undefined,
  place: Place,
): Found {
  if (!theirs || !ours || theirs === ours) return NOTHING;
  const at = below(place, '()');
  const generics = pairParameters(context, theirs.typeParameters ?? [], ours.typeParameters ?? [], at);
  const length = Math.max(theirs.parameters.length, ours.parameters.length);
  const parameters = Array.from({ length }, (_, index) =>
    compareParameter(context, theirs.parameters[index], ours.parameters[index], place, index),
  );
  return join([generics, ...parameters, context.compare(context, theirs.getReturnType(), ours.getReturnType(), at)]);
}

function compareParameter(
  context: Context,
  theirs: ts.Symbol | undefined,
  ours: ts.Symbol | undefined,
  place: Place,
  index: number,
): Found {
  const { checker } = context;
  const at = below(place, `(${theirs?.name ?? ours?.name ?? index})`, flipped(place.use));
  if (!theirs)
    return ours && !mayBeMissing(ours) ? difference(at, 'required', '', ours.name) : extra(at, 'a parameter of ours');
  if (!ours) return place.use === 'in' ? extra(at, 'not read') : difference(at, 'missing', theirs.name, '');
  const [left, right] = [theirs, ours].map((symbol) => checker.getTypeOfSymbol(symbol)) as [ts.Type, ts.Type];
  const lessOptional = mayBeMissing(theirs) && !mayBeMissing(ours) && place.use !== 'in';
  const strip = (symbol: ts.Symbol, type: ts.Type) =>
    mayBeMissing(symbol) && type.isUnion() ? checker.getNonNullableType(type) : type;
  return join([
    lessOptional ? difference(at, 'required', 'may be left out', 'required') : NOTHING,
    context.compare(context, strip(theirs, left), strip(ours, right), at),
  ]);
}

function mayBeMissing(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (!declaration || !ts.isParameter(declaration)) return false;
  return (
    declaration.questionToken !== undefined ||
    declaration.initializer !== undefined ||
    declaration.dotDotDotToken !== undefined
  );
}
