import { describe, expect, it } from 'vitest';
import { analyse } from './analyse';

function rolesIn(files: Record<string, string>): Record<string, string[]> {
  const { roles } = analyse(new Map(Object.entries(files)));
  return Object.fromEntries([...roles].map(([path, all]) => [path, [...all].sort()]));
}

const worker = (options: string) => `import { Worker } from '@temporalio/worker';\n${options}`;

describe('roles', () => {
  it.each([
    ["workflowsPath: require.resolve('./flows')"],
    ["workflowsPath: new URL('./flows.js', import.meta.url).pathname"],
    ["workflowsPath: path.join(__dirname, 'flows')"],
    ['workflowsPath: `${__dirname}/flows`'],
    ["workflowsPath: fileURLToPath(import.meta.resolve('./flows.js'))"],
  ])('finds workflows by %s', (option) => {
    const files = { 'worker.ts': worker(`Worker.create({ ${option} });`), 'flows.ts': 'export async function f() {}' };
    expect(rolesIn(files)['flows.ts']).toEqual(['workflow']);
  });

  it.each([
    ["import * as acts from './acts';\nWorker.create({ activities: acts });"],
    ["import { mail } from './acts';\nWorker.create({ activities: { mail } });"],
    ["import { create } from './acts';\nWorker.create({ activities: { ...create(database) } });"],
    ["import { Acts } from './acts';\nconst activities = 1;\nWorker.create({ activities: new Acts() });"],
    ["Worker.create({ activities: require('./acts') });"],
  ])('finds activities by %s', (text) => {
    const files = { 'worker.ts': worker(text), 'acts.ts': 'export const mail = 1, create = 2, Acts = 3;' };
    expect(rolesIn(files)['acts.ts']).toEqual(['activity']);
  });

  it.each([
    ["import type * as acts from './acts';\nproxyActivities<typeof acts>({});"],
    ["import type { create } from './acts';\nproxyActivities<ReturnType<typeof create>>({});"],
    ["proxyLocalActivities<typeof import('./acts')>({});"],
  ])('finds activities by %s in a workflow', (text) => {
    const files = {
      'flow.ts': `import { proxyActivities } from '@temporalio/workflow';\n${text}`,
      'acts.ts': 'export const a = 1;',
    };
    expect(rolesIn(files)).toEqual({ 'flow.ts': ['workflow'], 'acts.ts': ['activity'] });
  });

  it('follows re-exports by name, through barrels, and through packages of the workspace', () => {
    const files = {
      'apps/a/package.json': '{ "name": "@acme/a" }',
      'apps/a/worker.ts': worker("import { mail } from '@acme/acts';\nWorker.create({ activities: { mail } });"),
      'libs/acts/package.json': '{ "name": "@acme/acts", "main": "dist/index.js" }',
      'libs/acts/src/index.ts': "export { send as mail } from './mail.js';\nexport * from './other';\n",
      'libs/acts/src/mail.ts': 'export const send = 1;',
      'libs/acts/src/other.ts': 'export const other = 1;',
    };
    const roles = rolesIn(files);
    expect(roles['libs/acts/src/mail.ts']).toEqual(['activity']);
    expect(roles['libs/acts/src/index.ts']).toEqual(['activity']);
  });

  it('follows paths of tsconfig.json', () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "~/*": ["src/*"] } } }',
      'src/worker.ts': worker("import * as acts from '~/acts';\nWorker.create({ activities: acts });"),
      'src/acts.ts': 'export const a = 1;',
    };
    expect(rolesIn(files)['src/acts.ts']).toEqual(['activity']);
  });

  it('ends where modules re-export each other', () => {
    const files = {
      'worker.ts': worker("import * as acts from './a';\nWorker.create({ activities: acts });"),
      'a.ts': "export * from './b';",
      'b.ts': "export * from './a';",
    };
    expect(rolesIn(files)['a.ts']).toEqual(['activity']);
  });
});

describe('the package manager', () => {
  const of = (files: Record<string, string>) => analyse(new Map(Object.entries(files))).packageManager;

  it('is what package.json says, else what the lock file says, else npm', () => {
    expect(of({ 'package.json': '{ "packageManager": "yarn@4.1.0" }', 'pnpm-lock.yaml': '' })).toBe('yarn');
    expect(of({ 'package.json': '{}', 'pnpm-lock.yaml': '' })).toBe('pnpm');
    expect(of({ 'package.json': '{}', 'yarn.lock': '' })).toBe('yarn');
    expect(of({ 'package.json': 'not JSON' })).toBe('npm');
  });
});

it('says which packages each package of a workspace imports', () => {
  const { imports, packages } = analyse(
    new Map(
      Object.entries({
        'package.json': '{}',
        'packages/a/package.json': '{}',
        'packages/a/a.js': "require('@temporalio/client/lib/errors')",
        'b.ts': "import type { x } from '@temporalio/common'; // perdure",
      }),
    ),
  );
  expect(packages).toEqual(['.', 'packages/a']);
  expect([...(imports.get('packages/a') ?? [])]).toEqual(['@temporalio/client']);
  expect([...(imports.get('.') ?? [])]).toEqual(['@temporalio/common']);
});
