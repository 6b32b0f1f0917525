import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Application } from '../support/application';
import { HOOK } from '../support/packages';
import { makeProject, MODULE_TESTS } from '../support/test-runners';

let app: Application;
beforeEach(() => {
  app = makeProject('vitest');
  app.write('first.test.mjs', MODULE_TESTS);
});
afterEach(() => app.remove());

/** Ours are linked to the repository here, not below node_modules, so vitest has to be told that they are packages. */
const EXTERNAL = String.raw`server: { deps: { external: [/\/dist\/.*\.js$/] } }`;

const vitest = (plugins: string, test = '', env: NodeJS.ProcessEnv = {}) => {
  const config = `{ plugins: [${plugins}], test: { ${EXTERNAL}, ${test} } }`;
  app.write('vitest.config.mjs', `import { perdure } from '@perdure/codemods/vitest'; export default ${config};`);
  return app.node(['node_modules/vitest/vitest.mjs', 'run', '--no-color'], env);
};

it.each(['forks', 'threads'])('the plugin redirects tests, and libraries that %s load themselves', async (pool) => {
  const { code, stdout, stderr } = await vitest('perdure()', `pool: '${pool}'`);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/Tests +2 passed/);
  expect(code).toBe(0);
});

it('keeps the flags of the configuration', async () => {
  app.write('flag.cjs', 'globalThis.flagged = true;');
  app.write('first.test.mjs', `${MODULE_TESTS} test('flagged', () => expect(globalThis.flagged).toBe(true));`);
  const { stdout } = await vitest('perdure()', `execArgv: ['--require', './flag.cjs']`);
  expect(stdout).toMatch(/Tests +3 passed/);
});

it('a mock by the name of Temporal is a mock of ours', async () => {
  app.write(
    'first.test.mjs',
    `import { expect, test, vi } from 'vitest';
     import { Client } from '@perdure/client';
     vi.mock('@temporalio/client', () => ({ Client: 'mocked' }));
     test('x', () => expect(Client).toBe('mocked'));`,
  );
  const { stdout } = await vitest('perdure()');
  expect(stdout).toMatch(/Tests +1 passed/);
});

it('without the plugin, the loader hook says what is missing, and refuses the real client', async () => {
  const without = await vitest('', '', { NODE_OPTIONS: `-r ${HOOK}` });
  expect(without.stderr).toMatch(/PerdureWarning: vitest resolves imports itself.* plugins: \[perdure\(\)\]/);
  expect(without.stderr).toContain("add the plugin of '@perdure/codemods/vitest'");
  expect(without.code).toBe(1);
  const beside = await vitest('perdure()', '', { NODE_OPTIONS: `-r ${HOOK}` });
  expect(beside.stderr).toBe('');
  expect(beside.stdout).toMatch(/Tests +2 passed/);
}, 60_000);

it('names the package to install, and refuses what is internal', async () => {
  app.write('first.test.mjs', `import '@temporalio/worker/lib/rxutils';`);
  const { stderr } = await vitest('perdure()');
  expect(stderr).toContain("'@temporalio/worker/lib/rxutils' is internal to Temporal's SDK");
});
