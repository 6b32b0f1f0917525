import { expect, it } from 'vitest';
import { SortedSet } from './sorted-set';

it('members come by score, then by name, through any changes', () => {
  const set = new SortedSet();
  const model = new Map<string, number>();
  for (let index = 0; index < 600; index++) {
    const member = `m${(index * 37) % 50}`;
    if (index % 4 === 3) {
      set.delete(member);
      model.delete(member);
    } else {
      set.set(member, (index * 13) % 20);
      model.set(member, (index * 13) % 20);
    }
  }
  const sorted = [...model].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  expect(set.members()).toEqual(sorted.map(([member]) => member));
  expect(set.first()).toEqual({ member: sorted[0]?.[0], score: sorted[0]?.[1] });
  expect(set.upTo(7)).toEqual(sorted.filter(([, score]) => score <= 7).map(([member]) => member));
  expect(set.upTo(19, 3)).toHaveLength(3);
  expect(set.size).toBe(model.size);
});
