import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TwoCopiesOfCommonError, refuseTwoCopiesOfCommon } from './check-common';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'perdure-common-'));
});
afterEach(() => rmSync(project, { recursive: true }));

function installCommon(folder: string): void {
  const common = join(folder, 'node_modules', '@temporalio', 'common');
  mkdirSync(common, { recursive: true });
  writeFileSync(join(common, 'package.json'), '{"name":"@temporalio/common","main":"index.js"}');
  writeFileSync(join(common, 'index.js'), '');
}

it('accepts an application with the same copy, or none', () => {
  expect(() => refuseTwoCopiesOfCommon(undefined)).not.toThrow();
  expect(() => refuseTwoCopiesOfCommon('src/workflows', project)).not.toThrow();
});

it('refuses an application that has another copy of @temporalio/common, and names both', () => {
  installCommon(project);
  expect(() => refuseTwoCopiesOfCommon(undefined, project)).toThrow(TwoCopiesOfCommonError);
  expect(() => refuseTwoCopiesOfCommon(undefined, project)).toThrow(project);
});

it('looks from the workflows too', () => {
  const nested = join(project, 'packages', 'flows');
  installCommon(nested);
  expect(() => refuseTwoCopiesOfCommon(join(nested, 'workflows.ts'), project)).toThrow(/npm dedupe/);
});
