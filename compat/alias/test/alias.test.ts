/** The alias packages as an override installs them: under Temporal's names. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(__dirname, '../../..');
const NAMES = ['client', 'worker', 'workflow', 'activity', 'testing', 'envconfig'];

/** What is imported in the wild: OpenTelemetry's interceptors, and what editors complete to. */
const DEEP = [
  '@temporalio/workflow/lib/flags',
  '@temporalio/workflow/lib/global-attributes',
  '@temporalio/workflow/lib/stack-helpers',
  '@temporalio/client/lib/workflow-client.js',
  '@temporalio/client/lib/schedule-types',
  '@temporalio/client/lib',
  '@temporalio/activity/lib',
  '@temporalio/worker/lib/worker-options',
  '@temporalio/worker/lib/workflow/bundler',
  '@temporalio/testing/lib/assert-to-failure-interceptor',
];

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'perdure-alias-')));
  const link = (from: string, to: string) =>
    symlinkSync(join(root, from), join(folder, 'node_modules', to), 'junction');
  mkdirSync(join(folder, 'node_modules/@temporalio'), { recursive: true });
  for (const name of NAMES) link(`compat/alias/${name}`, `@temporalio/${name}`);
  link('node_modules/@temporalio/common', '@temporalio/common');
  link('node_modules/@perdure', '@perdure');
  link('node_modules/@types', '@types');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modules = [...NAMES.map((name) => `@temporalio/${name}`), ...DEEP];

it('an import by name finds what require finds, which is ours', () => {
  writeFileSync(
    join(folder, 'names.mjs'),
    `import { createRequire } from 'node:module';
     const require = createRequire(import.meta.url);
     const plain = (names) => names.filter((name) => !['default', '__esModule', 'module.exports'].includes(name)).sort();
     const report = {};
     for (const module of ${JSON.stringify(modules)}) {
       const required = require(module);
       report[module] = [plain(Object.keys(required)).join(), plain(Object.keys(await import(module))).join()];
     }
     report.same = require('@temporalio/client') === require('@perdure/client');
     report.deep = require('@temporalio/workflow/lib/flags') === require('@perdure/workflow/lib/flags');
     console.log(JSON.stringify(report));`,
  );
  const output = execFileSync(process.execPath, ['names.mjs'], { cwd: folder, encoding: 'utf8' });
  const { same, deep, ...names } = JSON.parse(output) as Record<string, string[]>;
  expect({ same, deep }).toEqual({ same: true, deep: true });
  for (const [module, [required, imported]] of Object.entries(names)) {
    if (!module.startsWith('@temporalio/activity')) expect(required, module).not.toBe('');
    expect(imported, module).toBe(required);
  }
});

describe.each([
  ['node16', ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
  ['bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
])('types with moduleResolution %s', (_name, module, moduleResolution) => {
  it('are those of ours, for imports by name, of types, and from below', () => {
    const file = join(folder, 'types.mts');
    writeFileSync(
      file,
      `import { Client } from '@temporalio/client';
       import { Client as Ours } from '@perdure/client';
       import type { WorkerOptions } from '@temporalio/worker';
       import type { WorkerOptions as Deep } from '@temporalio/worker/lib/worker-options';
       import { getActivator } from '@temporalio/workflow/lib/global-attributes';
       import type { WorkflowClient } from '@temporalio/client/lib/workflow-client.js';
       import { log } from '@temporalio/activity/lib';
       export const client: Ours = new Client();
       export const workflows: WorkflowClient = client.workflow;
       export const options: WorkerOptions = { taskQueue: 'q' } satisfies Deep;
       export const used = [getActivator, log];
       // @ts-expect-error: a class is no number, so none of them is any.
       export const wrong: number = workflows;`,
    );
    const program = ts.createProgram([file], {
      module,
      moduleResolution,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
    });
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(messages).toEqual([]);
  }, 60_000);
});

describe.each(NAMES)('@perdure/alias-%s', (name) => {
  const read = (path: string) =>
    JSON.parse(readFileSync(join(root, path), 'utf8')) as { version: string; dependencies?: Record<string, string> };
  const own = read(`compat/alias/${name}/package.json`);

  it("has Temporal's version, so that peer ranges hold, and the exact version of ours", () => {
    expect(own.version).toBe(read('node_modules/@temporalio/common/package.json').version);
    expect(own.dependencies).toEqual({ [`@perdure/${name}`]: read(`compat/${name}/package.json`).version });
  });

  it('has one line in each file: no state of its own', () => {
    const lib = join(root, 'compat/alias', name, 'lib');
    const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    for (const file of files)
      expect(readFileSync(join(lib, file), 'utf8')).toMatch(/^module\.exports = require\('@perdure\/.*'\);\n$/);
    expect(files.length).toBeGreaterThan(0);
  });
});
