import { expect, it } from 'vitest';
import { ordersProject, temporaryProject } from './support/temporary-project';

interface Report {
  roles: Record<string, string[]>;
  classes: Record<string, number>;
  coverage: { uses: number; covered: number; percent: number };
  questions: { asked: number; inSources: number };
  uses: { path: string; line: number; class: string; message: string; covered: boolean; doc?: string }[];
  skipped: { path: string; reason: string }[];
}

it('says what each file is for, following re-exports, workflowsPath and proxyActivities', () => {
  const { roles } = ordersProject().migrateJson<Report>('scan');
  expect(roles.workflow).toEqual(['src/workflows/index.ts', 'src/workflows/order.ts']);
  expect(roles.activity).toEqual(['src/activities/index.ts', 'src/activities/mail.ts', 'src/activities/payments.ts']);
  expect(roles.worker).toContain('src/worker.ts');
  expect(roles.client).toContain('src/client.ts');
  expect(roles.test).toEqual(['test/order.spec.ts']);
  expect(roles.config).toContain('docker-compose.yml');
});

it('changes nothing', () => {
  const project = ordersProject();
  project.migrate('scan');
  expect(project.git('status', '--porcelain')).toBe('');
});

it('gives each use a class and a reason, and exits with 1 when something is left to a person', () => {
  const project = temporaryProject({
    'package.json': '{ "name": "a" }\n',
    'a.ts': "import { Client } from '@temporalio/client';\nimport { service } from '@temporalio/nexus';\n",
  });
  const report = project.migrateJson<Report>('scan');
  expect(report.coverage).toEqual({ uses: 2, covered: 1, percent: 50 });
  expect(report.classes).toMatchObject({ 'direct-swap': 1, unsupported: 1 });
  expect(report.questions).toEqual({ asked: 1, inSources: 0 });
  expect(report.uses[1]).toMatchObject({
    path: 'a.ts',
    line: 2,
    class: 'unsupported',
    covered: false,
    doc: 'docs/known-gaps.md',
  });
  const { code, stdout } = project.migrate('scan');
  expect(code).toBe(1);
  expect(stdout).toContain('a.ts:2  unsupported: import of @temporalio/nexus');
});

it('exits with 0 when everything is covered', () => {
  const project = temporaryProject({ 'package.json': '{}', 'a.ts': "import '@temporalio/client';\n" });
  const { code, stdout } = project.migrate('scan');
  expect(code).toBe(0);
  expect(stdout).toContain('1 use, 100 % covered');
});

it('writes a page of HTML in which nothing of the sources is markup', () => {
  const project = temporaryProject({
    'package.json': '{}',
    'a<b>.ts': "import { x } from '@temporalio/nexus';\n",
  });
  project.migrate('scan', '--html', 'report.html');
  const page = project.read('report.html');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('a&#60;b&#62;.ts:1');
  expect(page).not.toContain('a<b>.ts');
});

it('looks at what git knows and would take, and never into node_modules and dist', () => {
  const use = "import '@temporalio/client';\n";
  const project = temporaryProject({
    '.gitignore': 'generated/\n',
    'package.json': '{}',
    'kept.ts': use,
    'generated/a.ts': use,
    'node_modules/x/a.ts': use,
    'packages/a/dist/a.js': use,
  });
  project.write('untracked.mts', use);
  const paths = project.migrateJson<Report>('scan').uses.map(({ path }) => path);
  expect(paths).toEqual(['kept.ts', 'untracked.mts']);
});

it('honours .gitignore without git too', () => {
  const use = "import '@temporalio/client';\n";
  const files = {
    '.gitignore': '/out\n*.gen.ts\n!keep.gen.ts\n',
    'package.json': '{}',
    'out/a.ts': use,
    'src/out/a.ts': use,
  };
  const project = temporaryProject({ ...files, 'a.gen.ts': use, 'keep.gen.ts': use }, { git: false });
  const paths = project.migrateJson<Report>('scan').uses.map(({ path }) => path);
  expect(paths).toEqual(['keep.gen.ts', 'src/out/a.ts']);
});

it('names files that it cannot read', () => {
  const project = temporaryProject({ 'package.json': '{}', 'a.ts': "import '@temporalio/client';\n" });
  project.write('latin.ts', Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]));
  const { skipped } = project.migrateJson<Report>('scan');
  expect(skipped).toEqual([{ path: 'latin.ts', reason: 'not UTF-8' }]);
});

it('refuses a folder that is none, and one without sources', () => {
  const project = temporaryProject({ 'readme.md': 'x' });
  expect(project.migrate('scan', 'nowhere')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nowhere is not a folder'),
  });
  expect(project.migrate('scan')).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no sources') });
});

it('names submodules, which it does not go into', () => {
  const inner = temporaryProject({ 'a.ts': "import '@temporalio/client';\n" });
  const project = temporaryProject({ 'package.json': '{}' });
  project.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor/inner');
  project.commitAll();
  const { skipped, uses } = project.migrateJson<Report>('scan');
  expect(skipped).toEqual([{ path: 'vendor/inner', reason: expect.stringContaining('run perdure-migrate in it') }]);
  expect(uses).toEqual([]);
});

it('refuses to write a report where there is no folder', () => {
  const project = temporaryProject({ 'package.json': '{}' });
  for (const args of [
    ['scan', '--html', 'none/r.html'],
    ['plan', '--output', 'none/p.json'],
  ]) {
    expect(project.migrate(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written') });
  }
});
