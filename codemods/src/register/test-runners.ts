/**
 * jest and vitest resolve imports themselves, past every hook of Node. Both of our plugins leave a mark in the environment,
 * which the processes of tests inherit; where it is missing, the hook says what to do.
 */
import { JEST_MARK, VITEST_MARK } from '../redirect/marks';

let noticed = false;

/** Called with each resolved file: jest loads its runner of tests after it has read its configuration. */
export function noticeJest(file: string): void {
  if (noticed || !/[\\/]jest-(circus|jasmine2)[\\/]/.test(file)) return;
  noticed = true;
  if (process.env[JEST_MARK]) return;
  warn('jest', "preset: '@perdure/codemods/jest', or its moduleNameMapper beside your own");
}

/** vitest names itself in the environment of the processes and threads that run tests. */
export function noticeVitest(): void {
  if (!process.env['VITEST'] || process.env[VITEST_MARK]) return;
  warn('vitest', "plugins: [perdure()] with `import { perdure } from '@perdure/codemods/vitest'`");
}

function warn(runner: string, setting: string): void {
  process.emitWarning(
    `${runner} resolves imports itself, past @perdure/codemods/register: tests that import @temporalio/* get the real packages. ` +
      `Add to the configuration of ${runner}: ${setting}.`,
    { type: 'PerdureWarning', code: 'PERDURE_TEST_RUNNER' },
  );
}
