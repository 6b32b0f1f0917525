import { expect, it } from 'vitest';
import { applyEdits } from '../edit/apply-edits';
import { linesOf, removeFrom, setScalar, withComment } from './edits';
import { type Collection, documentMaps, type Entry, entriesOf, entryOf, scalarsIn, textOf } from './nodes';

const top = (text: string) => documentMaps(text)[0];
const entry = (text: string, name: string) => entryOf(top(text), name) as Entry;
const list = (text: string) => entry(text, 'list').value as Collection;

it.each([
  ['list: [a, b, c]\n', ['b'], 'list: [a, c]\n'],
  ['list: [a, b, c]\n', ['b', 'c'], 'list: [a]\n'],
  ['list: [a, b, c]\n', ['a', 'c'], 'list: [b]\n'],
  ['list: [a]\n', ['a'], 'list: []\n'],
  ['list:\n  - a\n  - b # last\n', ['b'], 'list:\n  - a\n'],
  ['list:\n  - a: 1\n    b: 2\n  - c\n', ['c'], 'list:\n  - a: 1\n    b: 2\n'],
  ['list: { a: 1, b: { c: 2 }, d: 3 }\n', ['b'], 'list: { a: 1, d: 3 }\n'],
])('takes parts out of %j', (text, gone, expected) => {
  const edits = removeFrom(text, list(text), (node, name) => gone.includes(name || (textOf(node) ?? '')));
  expect(applyEdits(text, edits)).toBe(expected);
});

it('an entry goes with its comments, and those of its neighbours stay', () => {
  const text = '# all\n\na: 1\n# of b\nb:\n  c: 2\n  # d: 3\n# of e\ne: 4\n';
  const edit = { ...withComment(text, linesOf(text, entry(text, 'b'))), text: '' };
  expect(applyEdits(text, [edit])).toBe('# all\n\na: 1\n# of e\ne: 4\n');
});

it('a scalar keeps its quotes', () => {
  const text = `a: "x" # y\nb: 'x'\nc: x\n`;
  const edits = entriesOf(top(text)).flatMap(({ value }) => scalarsIn(value).map((one) => setScalar(text, one, 'new')));
  expect(applyEdits(text, edits)).toBe(`a: "new" # y\nb: 'new'\nc: new\n`);
});

it('documents that cannot be read are left out', () => {
  expect(documentMaps('a: [')).toEqual([]);
});
