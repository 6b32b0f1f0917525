import { createRequire } from 'node:module';
import * as imported from '@perdure/testkit';
import { expect, test } from 'vitest';

// A class or a symbol must be the same one for a test, for a package under test and for its dependencies.
test('a public name is loaded by Node from dist, once, whether it is imported or required', () => {
  const require = createRequire(import.meta.url);
  expect(require.resolve('@perdure/testkit')).toMatch(/testkit\/dist\/index\.js$/);
  // Node's own import of a CommonJS module has module.exports as its default; a transformed copy would have another object.
  expect((imported as unknown as { default: unknown }).default).toBe(require('@perdure/testkit'));
});
