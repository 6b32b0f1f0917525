import { expect, it } from 'vitest';
import { largeProject } from './support/large-project';
import { temporaryProject } from './support/temporary-project';

it('migrates a monorepo of 500 files in one go', () => {
  const project = temporaryProject(largeProject(500));
  const { code } = project.migrate('apply');
  expect(code).toBe(0);
  expect(project.read('packages/p19/src/worker.ts')).toContain("from '@perdure/worker'");
  expect(project.read('packages/p19/package.json')).toContain('"@perdure/client"');
  expect(project.migrate('diff').stdout).toBe('');
});
