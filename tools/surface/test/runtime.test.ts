import { expect, it } from 'vitest';
import { compareModules } from '../runtime';

const named = (name: string) => {
  class Named extends Error {}
  Object.defineProperty(Named.prototype, 'name', { value: name });
  return Named;
};
const shared = () => undefined;

const CASES = [
  ['equal constants', { A: { X: 1, Y: [2] } }, { A: { X: 1, Y: [2] } }, []],
  ['a missing value', { a: 1 }, {}, ['missing p.a']],
  ['another value', { A: { X: 1, Y: 2 } }, { A: { X: 1, Y: 3, Z: 4 } }, ['value p.A.Y', 'value p.A.Z']],
  ['another sort of value', { a: () => 1 }, { a: 1 }, ['value p.a']],
  ['an error of another name', { E: named('E') }, { E: named('F') }, ['value p.E.name']],
  ['an error of the same name', { E: named('E') }, { E: named('E') }, []],
  ['another object in the place of a shared one', { s: shared }, { s: () => undefined }, ['identity p.s']],
  ['the shared object itself', { s: shared }, { s: shared }, []],
  ['state of objects with a class', { m: new Map([[1, 1]]) }, { m: new Map() }, []],
] as const;

it.each(CASES)('%s', (_says, theirs, ours, found) => {
  const differences = compareModules('p', theirs, ours, new Set([shared]));
  expect(differences.map(({ kind, path }) => `${kind} ${path}`)).toEqual(found);
});
