import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Application } from '../support/application';
import { HOOK } from '../support/packages';
import { COMMON_JS_TESTS, makeProject } from '../support/test-runners';

let app: Application;
beforeEach(() => {
  app = makeProject('jest');
  app.write('first.test.js', COMMON_JS_TESTS);
});
afterEach(() => app.remove());

const jest = (config: object, flags: readonly string[] = []) => {
  app.write('jest.config.json', JSON.stringify(config));
  return app.node([...flags, 'node_modules/jest/bin/jest.js', '--config', 'jest.config.json']);
};

it('the preset redirects tests, and libraries that they load', async () => {
  const { code, stderr } = await jest({ preset: '@perdure/codemods/jest', transform: {} });
  expect(stderr).toContain('2 passed, 2 total');
  expect(code).toBe(0);
});

it('the mapper can be spread beside another preset', async () => {
  app.write(
    'jest.config.js',
    `module.exports = { transform: {}, moduleNameMapper: { '^mine$': 'x', ...require('@perdure/codemods/jest').moduleNameMapper } };`,
  );
  const { code, stderr } = await app.node(['node_modules/jest/bin/jest.js']);
  expect(stderr).toContain('2 passed, 2 total');
  expect(code).toBe(0);
});

it('a mock by the name of Temporal is a mock of ours', async () => {
  const mock = `jest.mock('@temporalio/client', () => ({ Client: 'mocked' }));`;
  app.write('first.test.js', `${mock} test('x', () => expect(require('@perdure/client').Client).toBe('mocked'));`);
  const { stderr } = await jest({ preset: '@perdure/codemods/jest', transform: {} });
  expect(stderr).toContain('1 passed, 1 total');
});

it('without the preset, the loader hook says what is missing; with it, nothing', async () => {
  app.write('second.test.js', COMMON_JS_TESTS);
  const without = await jest({ transform: {} }, ['-r', HOOK]);
  expect(without.stderr).toContain('4 failed, 4 total');
  expect(without.stderr).toMatch(
    /PERDURE_TEST_RUNNER\] PerdureWarning: jest resolves imports itself.* preset: '@perdure\/codemods\/jest'/,
  );
  const beside = await jest({ preset: '@perdure/codemods/jest', transform: {} }, ['-r', HOOK]);
  expect(beside.stderr).toContain('4 passed, 4 total');
  expect(beside.stderr).not.toContain('PerdureWarning');
}, 60_000);

it('a deep import without a counterpart fails where it stands', async () => {
  app.write('first.test.js', `test('x', () => { require('@temporalio/worker/lib/rxutils'); });`);
  const { code, stderr } = await jest({ preset: '@perdure/codemods/jest', transform: {} });
  expect(stderr).toContain("internal to Temporal's SDK");
  expect(stderr).toContain('first.test.js:1');
  expect(code).toBe(1);
});
