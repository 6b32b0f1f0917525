import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from './compare-text';
import { attributeValue, currentAttributes, isLostValue, isRemoval, sortable, termsOf } from './search-attribute';

const json = (value: unknown, type?: string) => ({
  encoding: 'json/plain',
  data: JSON.stringify(value),
  ...(type ? { metadata: { type } } : {}),
});

it('terms of numbers sort as the numbers do', () => {
  const number = fc.double({ noNaN: true });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [x, y] = [a === 0 ? 0 : a, b === 0 ? 0 : b];
      expect(Math.sign(compareText(sortable(x), sortable(y)))).toBe(Math.sign(x === y ? 0 : x < y ? -1 : 1));
    }),
  );
});

it('texts compare as their UTF-8 bytes do', () => {
  const text = fc.string({ unit: 'binary', maxLength: 5 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

it.each([
  [json('Bern'), { type: 'Keyword', values: ['Bern'] }],
  [json(['a', 'b']), { type: 'KeywordList', values: ['a', 'b'] }],
  [json(['Bern'], 'Text'), { type: 'Text', values: ['Bern'] }],
  [json([3]), { type: 'Int', values: [3] }],
  [json(3.5), { type: 'Double', values: [3.5] }],
  [json([true]), { type: 'Bool', values: [true] }],
  [json('2025-01-02T00:00:00.000Z'), { type: 'Datetime', values: [Date.UTC(2025, 0, 2)] }],
  [json('x', 'Int'), undefined],
  [json(['a', 'b'], 'Keyword'), undefined],
  [json({}), undefined],
])('%j is %j', (payload, value) => {
  expect(attributeValue(payload)).toEqual(value);
});

it('null, nothing and an empty list remove; the rest says its type', () => {
  const attributes = { a: json(null), b: json([]), c: { encoding: 'binary/null' }, d: json('x') };
  expect(Object.values(attributes).map(isRemoval)).toEqual([true, true, true, false]);
  expect(currentAttributes(attributes)).toEqual({ d: json('x', 'Keyword') });
});

it('what JSON makes of NaN and invalid dates is told from what removes', () => {
  const lost = [
    json(NaN, 'Double'),
    json(new Date(NaN), 'Datetime'),
    json([Infinity]),
    json(['a', null], 'KeywordList'),
  ];
  expect(lost.map(isLostValue)).toEqual([true, true, true, true]);
  const kept = [
    json(null),
    json([]),
    json([], 'KeywordList'),
    { encoding: 'binary/null' },
    json(0, 'Double'),
    json(['']),
  ];
  expect(kept.map(isLostValue)).toEqual(kept.map(() => false));
});

it('a text is found by its words, each once, without zero bytes anywhere', () => {
  expect(termsOf({ type: 'Text', values: ['Ein Haus, ein HAUS-boot'] })).toEqual(['Wein', 'Whaus', 'Wboot']);
  expect(termsOf({ type: 'Keyword', values: ['a\0b'] })).toEqual(['Ka\uFFFDb']);
});
