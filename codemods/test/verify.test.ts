import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { install, ordersProject, type TemporaryProject } from './support/temporary-project';

const PERDURE = ['activity', 'client', 'common', 'engine', 'testing', 'worker', 'workflow'].map(
  (name) => `@perdure/${name}`,
);
const TEMPORAL = ['activity', 'client', 'testing', 'worker', 'workflow'].map((name) => `@temporalio/${name}`);

interface Side {
  errors: number;
  unchecked?: string;
}

interface Verdict {
  types?: {
    typescript?: string;
    before: Side;
    after: Side;
    newProblems: { path: string; code: number; line: number }[];
  };
  replay?: { replayed: number; failed: { path: string; error: string }[] };
}

function withPackages(...names: string[]): TemporaryProject {
  const project = ordersProject();
  install(project, 'typescript', '@types/node', '@temporalio/common', ...names);
  return project;
}

it('compares the types after with those before, from either side of the migration', () => {
  const project = withPackages(...TEMPORAL, ...PERDURE);
  project.write('src/old.ts', "export const wrong: number = 'old';\n");
  project.commitAll();
  const early = project.migrateJson<Verdict>('verify').types;
  expect(early).toMatchObject({ before: { errors: 1 }, after: { errors: 1 }, newProblems: [] });

  project.migrate('apply');
  for (const name of TEMPORAL) rmSync(join(project.root, 'node_modules', name));
  project.write('src/new.ts', "import { Client } from '@perdure/client';\nexport const client: Client = 5;\n");
  const late = project.migrate('verify', '--json');
  expect(late.code).toBe(1);
  const { types } = JSON.parse(late.stdout) as Verdict;
  expect(types).toMatchObject({
    before: { errors: 1 },
    after: { errors: 2 },
    newProblems: [{ path: 'src/new.ts', code: 2322, line: 2 }],
  });
}, 120_000);

it('counts an error once that every package of a workspace sees', () => {
  const project = withPackages(...TEMPORAL, ...PERDURE);
  for (const name of ['one', 'two']) {
    project.write(`packages/${name}/package.json`, '{}');
    project.write(
      `packages/${name}/tsconfig.json`,
      '{ "files": ["../../shared.ts"], "compilerOptions": { "types": [] } }',
    );
  }
  project.write('shared.ts', "export const wrong: number = 'shared';\n");
  project.commitAll();
  expect(project.migrateJson<Verdict>('verify').types).toMatchObject({ before: { errors: 1 }, after: { errors: 1 } });
}, 120_000);

it('says what is not installed instead of counting errors', () => {
  const project = withPackages(...TEMPORAL);
  const { code, stdout } = project.migrate('verify');
  expect(code).toBe(0);
  expect(stdout).toContain('Types before: 0 type errors');
  expect(stdout).toContain('not installed: @perdure/activity, @perdure/client, @perdure/worker, @perdure/workflow');
}, 60_000);

it('replays exported histories with the migrated code, and names those that it breaks', () => {
  const project = withPackages(...PERDURE);
  cpSync(join(__dirname, 'fixtures', 'histories'), join(project.root, 'histories'), { recursive: true });
  project.commitAll();
  const early = project.migrate('verify', '--no-types', '--histories', 'histories');
  expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('apply first, then replay') });

  project.migrate('apply');
  const fine = project.migrate('verify', '--no-types', '--histories', 'histories');
  expect(fine).toMatchObject({ code: 0, stdout: '1 of 1 history replays with the migrated code\n' });

  project.write('src/workflows/order.ts', project.read('src/workflows/order.ts').replace('  await sleep(10);\n', ''));
  const broken = project.migrate('verify', '--no-types', '--histories', 'histories', '--json');
  expect(broken.code).toBe(1);
  const { replay } = JSON.parse(broken.stdout) as Verdict;
  expect(replay?.failed[0]?.error).toContain('the history has TimerStarted');
}, 60_000);

it('refuses folders without histories, and projects without a worker', () => {
  const project = withPackages();
  project.migrate('apply');
  expect(project.migrate('verify', '--no-types', '--histories', 'none')).toMatchObject({ code: 2 });
  project.write('histories/readme.md', '');
  const { stderr } = project.migrate('verify', '--no-types', '--histories', 'histories');
  expect(stderr).toContain('holds no histories');
  project.write('histories/a.json', '{}');
  expect(project.migrate('verify', '--no-types', '--histories', 'histories').stderr).toContain(
    '@perdure/worker is not installed',
  );
}, 60_000);
