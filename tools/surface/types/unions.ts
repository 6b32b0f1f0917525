import ts from 'typescript';
import { type Context, difference, extra, type Found, isEqual, NOTHING, onTrial, type Place, text } from './context';
import { compareLeaves } from './leaves';

const MEMBERS = ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.Instantiable;

const alternatives = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

/** Alternatives are matched one by one; what is left on both sides is the difference. */
export function compareUnions(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const [left, right] = [alternatives(theirs), alternatives(ours)];
  if (![...left, ...right].some(({ flags }) => flags & MEMBERS)) return compareLeaves(context, theirs, ours, place);
  const matches = (one: ts.Type, others: readonly ts.Type[]) =>
    others.some((other) => isEqual(trial(context, one, other, place)));
  const lost = left.filter((one) => !matches(one, right));
  const added = right.filter((one) => !left.some((other) => isEqual(trial(context, other, one, place))));
  if (lost.length === 0 && added.length === 0) return NOTHING;
  const [oneLost, oneAdded] = [lost[0], added[0]];
  if (lost.length === 1 && added.length === 1 && oneLost && oneAdded)
    return context.compare(context, oneLost, oneAdded, again(place));
  const [gone, come] = [lost, added].map((types) => types.map((type) => text(context, type)).join(' | ')) as [
    string,
    string,
  ];
  if (lost.length > 0 && added.length > 0) return difference(place, 'incompatible', gone, come);
  if (lost.length > 0)
    return place.use === 'out' ? extra(place, 'fewer alternatives') : difference(place, 'narrower', gone, '');
  return place.use === 'in' ? extra(place, 'more alternatives') : difference(place, 'wider', '', come);
}

const again = (place: Place): Place => ({ ...place, depth: place.depth + 1 });

function trial(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  return context.compare(onTrial(context), theirs, ours, again(place));
}
