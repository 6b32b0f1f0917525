import * as original from '@temporalio/common';
import * as ours from '@perdure/common';
import { expect, test } from 'vitest';

test('every name is the original object', () => {
  for (const name of Object.keys(original) as (keyof typeof original)[]) expect(ours[name]).toBe(original[name]);
});
