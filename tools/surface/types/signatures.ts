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
  const [left, right] = [parametersOf(context, theirs), parametersOf(context, ours)];
  const length = Math.max(left.length, right.length);
  const parameters = Array.from({ length }, (_, index) => compareParameter(context, left[index], right[index], place));
  return join([generics, ...parameters, context.compare(context, theirs.getReturnType(), ours.getReturnType(), at)]);
}

interface Parameter {
  readonly name: string;
  readonly type: ts.Type;
  readonly optional: boolean;
}

/** Parameters one by one; those that are given as one list of known length count as that many. */
function parametersOf({ checker }: Context, signature: ts.Signature): readonly Parameter[] {
  return signature.parameters.flatMap((symbol, index): Parameter[] => {
    const type = checker.getTypeOfSymbol(symbol);
    const optional = mayBeMissing(symbol);
    const isLast = index === signature.parameters.length - 1;
    if (!isLast || !checker.isTupleType(type)) return [{ name: symbol.name, type, optional }];
    const { minLength } = (type as ts.TupleTypeReference).target;
    const elements = checker.getTypeArguments(type as ts.TypeReference);
    return elements.map((element, at) => ({ name: `${symbol.name}${at}`, type: element, optional: at >= minLength }));
  });
}

function compareParameter(
  context: Context,
  theirs: Parameter | undefined,
  ours: Parameter | undefined,
  place: Place,
): Found {
  const at = below(place, `(${theirs?.name ?? ours?.name ?? ''})`, flipped(place.use));
  if (!theirs)
    return ours && !ours.optional ? difference(at, 'required', '', ours.name) : extra(at, 'a parameter of ours');
  if (!ours) return place.use === 'in' ? extra(at, 'not read') : difference(at, 'missing', theirs.name, '');
  const lessOptional = theirs.optional && !ours.optional && place.use !== 'in';
  return join([
    lessOptional ? difference(at, 'required', 'may be left out', 'required') : NOTHING,
    context.compare(context, given(context, theirs), given(context, ours), at),
  ]);
}

/** The type of what is given, when something is. */
function given({ checker }: Context, { type, optional }: Parameter): ts.Type {
  return optional && type.isUnion() ? checker.getNonNullableType(type) : type;
}

function mayBeMissing(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (!declaration || !ts.isParameter(declaration)) return false;
  const { questionToken, initializer, dotDotDotToken } = declaration;
  return [questionToken, initializer, dotDotDotToken].some((token) => token !== undefined);
}
