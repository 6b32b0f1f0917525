import ts from 'typescript';
import { type Context, difference, extra, type Found, NOTHING, type Place, text } from './context';

/** Types that are not taken apart: one must be assignable to the other in the direction of their use. */
export function compareLeaves(context: Context, theirs: ts.Type, ours: ts.Type, place: Place): Found {
  const [left, right] = [text(context, theirs), text(context, ours)];
  if (left === right) return NOTHING;
  const given = assignable(context, ours, theirs);
  const taken = assignable(context, theirs, ours);
  if (given && taken) return NOTHING;
  if (given) return place.use === 'out' ? extra(place, 'tells more') : difference(place, 'narrower', left, right);
  if (taken) return place.use === 'in' ? extra(place, 'tells more') : difference(place, 'wider', left, right);
  return difference(place, 'incompatible', left, right);
}

/** `any` may stand for everything as far as the compiler is concerned; here it has to be unknown to be so. */
function assignable({ checker }: Context, from: ts.Type, to: ts.Type): boolean {
  if (from.flags & ts.TypeFlags.Any) return (to.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  return checker.isTypeAssignableTo(from, to);
}
