import { expect, it } from 'vitest';
import { errorsByScenario } from './check-types';

it('the first error of each scenario counts; errors elsewhere concern all of them', () => {
  const output = [
    "features/a/b/program.ts(3,1): error TS2322: Type 'a' is",
    "  not a 'b'.",
    'features/a/b/workflows.ts(1,1): error TS1: second',
    'features\\a\\bc\\program.ts(1,1): error TS2: of another',
    'support/named.ts(1,1): error TS3: for all',
  ].join('\n');
  expect([...errorsByScenario(output, ['features/a/b', 'features/a/bc'])]).toEqual([
    ['features/a/b', "features/a/b/program.ts(3,1): error TS2322: Type 'a' is"],
    ['features/a/bc', 'features\\a\\bc\\program.ts(1,1): error TS2: of another'],
    ['', 'support/named.ts(1,1): error TS3: for all'],
  ]);
});

it('an error of a scenario that is not run is held against nobody', () => {
  const output = 'samples/other/program.ts(1,1): error TS2322: No.\nsupport/named.ts(1,1): error TS2304: What?';
  expect([...errorsByScenario(output, ['samples/mine']).keys()]).toEqual(['']);
  expect(errorsByScenario(output, ['samples/mine']).get('')).toContain('support/named.ts');
});
