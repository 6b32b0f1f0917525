import { expect, it } from 'vitest';
import { redirect } from './redirect';

const moduleFor = (specifier: string) => {
  const to = redirect(specifier);
  return to?.kind === 'module' ? to.module : to?.kind;
};

it.each([
  ['@temporalio/client', '@perdure/client'],
  ['@temporalio/client/lib', '@perdure/client'],
  ['@temporalio/client/lib/', '@perdure/client'],
  ['@temporalio/client/lib/index.js', '@perdure/client'],
  ['@temporalio/client/lib/types', '@perdure/client/lib/types'],
  ['@temporalio/client/lib/types.js', '@perdure/client/lib/types'],
  ['@temporalio/worker/lib/worker-options', '@perdure/worker'],
  ['@temporalio/worker/lib/debug-replayer', '@perdure/worker'],
  ['@temporalio/workflow/lib/flags', '@perdure/workflow/lib/flags'],
  ['@temporalio/workflow/lib/sha1', 'no-counterpart'],
  ['@temporalio/worker/src/worker', 'no-counterpart'],
])('%s leads to %s', (specifier, module) => {
  expect(moduleFor(specifier)).toBe(module);
});

it.each([
  '@temporalio/common',
  '@temporalio/common/lib/errors',
  '@temporalio/client/package.json',
  '@temporalio/clients',
  '@temporalio/interceptors-opentelemetry/lib/workflow',
  './@temporalio/client',
])('%s is left alone', (specifier) => {
  expect(redirect(specifier)).toBeUndefined();
});
