import { expect, it } from 'vitest';
import { findSharedPackages, sharedModuleId } from './packages';

it.each([
  ['@temporalio/common/lib/internal-workflow', '@temporalio/common/lib/internal-workflow/index'],
  ['@perdure/common/lib/internal-workflow', '@perdure/common/lib/internal-workflow/index'],
  ['@temporalio/common/lib/type-helpers', '@temporalio/common/lib/type-helpers'],
  ['@temporalio/workflow', '@perdure/workflow'],
])('%s is the shared module %s', (specifier, id) => {
  expect(sharedModuleId(specifier, findSharedPackages().modules)).toBe(id);
});

it('what asks for protobufjs is not shared', () => {
  expect(sharedModuleId('@temporalio/common/lib/protobufs', findSharedPackages().modules)).toBeUndefined();
});
