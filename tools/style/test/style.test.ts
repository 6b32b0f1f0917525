import { describe, expect, test } from 'vitest';
import { findBannedIn } from '../banned';
import { compare, oversizedIn } from '../sizes';
import { findWordsIn } from '../words';

describe('banned calls', () => {
  const inRules = (text: string) => findBannedIn('engine/src/decide/rule.ts', text).map(({ line }) => line);

  test('clocks, random sources and the process are refused in rules', () => {
    expect(inRules('Date.now();\nnew Date();\nMath.random();\nprocess.env;\nsetTimeout(f, 1);')).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  test('comments, strings, types and other arithmetic are not', () => {
    expect(
      inRules('// Date.now()\nconst a = "new Date()";\nlet b: Date;\nnew Date(stampMs);\nMath.max(1, 2);'),
    ).toEqual([]);
  });

  test('other folders may ask the time', () => {
    expect(findBannedIn('engine/src/loop.ts', 'Date.now();')).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = (count: number) => '\n'.repeat(count - 2);

  test('a long function is found by its name, a long file by its path', () => {
    const text = `const long = () => {${lines(401)}\n};`;
    expect(oversizedIn('a.ts', text)).toEqual([
      ['a.ts', 401],
      ['a.ts#long', 401],
    ]);
  });

  test('a listed length may shrink, and then it must stay so', () => {
    expect(compare('a.ts', 410, 410)).toEqual([]);
    expect(compare('a.ts', 411, 410)[0]?.message).toContain('grew');
    expect(compare('a.ts', 409, 410)[0]?.message).toContain('--ratchet');
    expect(compare('a.ts', undefined, 410)[0]?.message).toContain('--ratchet');
    expect(compare('a.ts', 401, undefined)[0]?.message).toContain('split');
  });
});

test('unwanted words are found in prose, not in code', () => {
  expect(findWordsIn('a.md', 'It is Easy.\n```\njust code\n```\n`simply`\nadjust')).toMatchObject([{ line: 1 }]);
});
