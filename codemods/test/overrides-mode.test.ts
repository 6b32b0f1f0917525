import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { install, ordersProject } from './support/temporary-project';

it('changes package files only, changes nothing when run again, and can be undone', () => {
  const project = ordersProject();
  expect(project.migrate('apply', '--mode', 'overrides').code).toBe(0);
  expect(project.git('status', '--porcelain').trim()).toBe('M package.json');
  const manifest = JSON.parse(project.read('package.json')) as {
    overrides: object;
    dependencies: Record<string, string>;
  };
  expect(manifest.dependencies['@temporalio/client']).toMatch(/^npm:@perdure\/alias-client@/);
  expect(manifest.overrides).toHaveProperty('@temporalio/worker');
  expect(project.migrate('diff', '--mode', 'overrides', '--check').code).toBe(0);
  expect(project.migrate('undo').code).toBe(0);
  expect(project.git('status', '--porcelain')).toBe('');
});

it('keeps its mode in a plan', () => {
  const project = ordersProject();
  project.migrate('plan', '--mode', 'overrides', '--output', '.git/plan.json');
  project.migrate('apply', '--plan', '.git/plan.json');
  expect(project.git('status', '--porcelain').trim()).toBe('M package.json');
});

it('leaves nothing for the doctor to find in imports that are redirected', () => {
  const project = ordersProject();
  project.migrate('apply', '--mode', 'overrides');
  install(project, '@temporalio/common', '@perdure/client');
  for (const name of ['activity', 'client', 'testing', 'worker', 'workflow']) {
    const alias = join(__dirname, '..', '..', 'compat', 'alias', name);
    symlinkSync(alias, join(project.root, 'node_modules', '@temporalio', name));
  }
  const { checks } = project.migrateJson<{ checks: { name: string; status: string; message: string }[] }>(
    'doctor',
    '--no-redis',
  );
  expect(checks.find(({ name }) => name === 'Leftovers')).toMatchObject({ status: 'ok' });
  expect(checks.find(({ name }) => name === 'Packages')).toMatchObject({
    status: 'ok',
    message: '5 packages of Perdure, version 0.1.0',
  });
});

it('is one transform, among which nothing can be chosen', () => {
  const { code, stderr } = ordersProject().migrate('scan', '--mode', 'overrides', '--only', 'import-scope');
  expect(code).toBe(2);
  expect(stderr).toContain('--mode overrides is one transform');
});
