import { expect, it } from 'vitest';
import { parityTable, withTable, type Report } from '../table';

const report: Report = {
  summary: { passed: 3, failed: 0, knownGaps: 1 },
  scenarios: [
    { area: 'updates', name: 'odd', target: 'memory', status: 'passed' },
    { area: 'updates', name: 'odd', target: 'redis', status: 'knownGap', reason: 'not built yet' },
    { area: 'samples', name: 'hello', target: 'memory', status: 'passed' },
    { area: 'samples', name: 'hello', target: 'redis', status: 'passed' },
    { area: 'checks', name: 'types', target: 'redis', status: 'notDone', reason: 'not installed' },
  ],
};

it('counts scenarios once, passes for each target, and names the gaps', () => {
  expect(parityTable(report).split('\n').slice(2)).toEqual([
    '| samples | 1 | 1 | 1 | 0 |',
    '| updates | 1 | 0 | 1 | 1 |',
    '| **all** | 2 | 1 | 2 | 1 |',
    '',
    'Known gaps:',
    '',
    '- `updates/odd`: not built yet',
  ]);
});

it('goes between the markers, and nothing else changes', () => {
  const page = 'before\n<!-- parity: start -->\nold\n<!-- parity: end -->\nafter\n';
  const written = 'before\n<!-- parity: start -->\n\nnew\n\n<!-- parity: end -->\nafter\n';
  expect(withTable(page, 'new')).toBe(written);
  expect(withTable(written, 'new')).toBe(written);
  expect(() => withTable('nothing', 'new')).toThrow('are missing');
});
