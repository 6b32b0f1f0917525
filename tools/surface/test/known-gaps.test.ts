import { expect, it } from 'vitest';
import type { Difference } from '../difference';
import { checkGaps, parseGaps } from '../known-gaps';

const PAGE = `# Known gaps

| name | kind | what happens | why |
|---|---|---|---|
| \`client.A\` | missing, wider | throws \`NotSupportedError\` | a reason with a \\| bar |
| \`client.B.member\` | optional | no effect | another |

| other | table |
|---|---|
| \`client.C\` | x |
`;

const difference = (path: string, kind: Difference['kind']): Difference => ({ path, kind, theirs: 'T', ours: 'O' });

const ALL = [
  difference('client.A', 'missing'),
  difference('client.A.deep(x)', 'wider'),
  difference('client.B.member', 'optional'),
];

it('reads the rows of its own tables', () => {
  expect(parseGaps(PAGE)).toEqual([
    {
      path: 'client.A',
      kinds: ['missing', 'wider'],
      effect: 'throws `NotSupportedError`',
      reason: 'a reason with a \\| bar',
    },
    { path: 'client.B.member', kinds: ['optional'], effect: 'no effect', reason: 'another' },
  ]);
});

it('is content when the page says exactly what differs', () => {
  expect(checkGaps(parseGaps(PAGE), ALL)).toEqual([]);
});

it('names a difference that is not listed, and one of another kind', () => {
  const more = [...ALL, difference('client.D', 'missing'), difference('client.B.member', 'missing')];
  const found = checkGaps(parseGaps(PAGE), more);
  expect(found).toHaveLength(2);
  expect(found[0]).toContain('client.D differs (missing)');
  expect(found[1]).toContain('client.B.member differs (missing)');
});

it('does not take a longer name for a member', () => {
  expect(checkGaps(parseGaps(PAGE), [...ALL, difference('client.Also', 'missing')])).toHaveLength(1);
});

it('names a gap that has closed', () => {
  expect(checkGaps(parseGaps(PAGE), ALL.slice(1))).toEqual([
    'client.A no longer differs (missing): take that out of docs/known-gaps.md',
  ]);
});

it('refuses rows without a reason or with an unknown kind', () => {
  const row = (cells: string) => `| name | kind | what happens | why |\n|---|---|---|---|\n${cells}`;
  expect(() => parseGaps(row('| `client.A` | missing | throws | |'))).toThrow('client.A');
  expect(() => parseGaps(row('| `client.A` | odd | throws | why |'))).toThrow('kinds out of');
});
