// npm run verify: everything that can be said without running the tests. All checks run, also after one has failed.
import { build, installDependencies } from './setup/dependencies.mjs';
import { main, run, seconds, step, StepError } from './setup/steps.mjs';

const bin = (name, ...args) => run('npx', ['--no-install', name, ...args], { message: `${name} found something` });

const BUILD = 'Build';
const SURFACE = 'docs/surface.md and docs/known-gaps.md';
const READ_TYPES = ['Types of tests and tools', 'Lint, layers, cycles', SURFACE, 'Packed packages'];

/** Title, work, what to do when it fails. The checks that read types say nothing useful until the build passes. */
const CHECKS = [
  [BUILD, build, 'npm run build shows it; after a change of branches, npm run clean helps'],
  ['Types of tests and tools', () => bin('tsc', '-p', 'tsconfig.tests.json'), 'fix the types'],
  ['Formatting', () => bin('prettier', '--check', '--log-level', 'warn', '.'), 'npm run format'],
  [
    'Lint, layers, cycles',
    () => run('npm', ['run', '--silent', 'lint', '--', '--quiet'], { message: 'eslint found something' }),
    'npm run lint shows it, npx eslint --fix FILE mends some',
  ],
  [
    'Unused files, exports, dependencies',
    () => bin('knip', '--tsConfig', 'none'),
    'remove them, or name an entry in knip.jsonc',
  ],
  ['Style', () => bin('tsx', 'tools/style/main.ts'), 'docs/contributing.md says what each rule is for'],
  ['docs/redis.md', () => bin('tsx', 'tools/docs-redis/main.ts', '--check'), 'npm run docs:redis'],
  [
    SURFACE,
    () => bin('tsx', 'tools/surface/main.ts', '--check'),
    'npm run surface; what cannot be closed gets a row in docs/known-gaps.md',
  ],
  ['package-lock.json', () => run('node', ['tools/lock.mjs', '--check']), 'npm run lock'],
  [
    'Packed packages',
    () => bin('tsx', 'tools/packages/main.ts'),
    'see publint.dev/rules and arethetypeswrong.github.io',
  ],
];

await main(async () => {
  const started = performance.now();
  await installDependencies();
  const failed = [];
  for (const [title, work, hint] of CHECKS) {
    if (failed.includes(BUILD) && READ_TYPES.includes(title)) {
      console.log(`• ${title} skipped: the build failed`);
      continue;
    }
    await step(title, async () => void (await work())).catch((error) => {
      if (!(error instanceof StepError)) throw error;
      console.log(`\n${error.log?.trimEnd() ?? error.message}\n  What to do: ${hint}\n`);
      failed.push(title);
    });
  }
  console.log(failed.length === 0 ? `All checks passed in ${seconds(started)}` : `Failed: ${failed.join('; ')}`);
  return failed.length === 0 ? 0 : 1;
});
