/** Overrides with the real npm: what the transform writes is installed, and an unmodified application runs on Redis. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { overrides } from '../src/overrides';
import { type Application, applicationFolder, makeApplication, root } from './support/application';
import { run } from './support/fixtures';
import { type Registry, startRegistry } from './support/registry';

const COMPAT = ['client', 'worker', 'workflow', 'activity', 'testing', 'envconfig'];
const WORKSPACES = ['engine', 'common', ...COMPAT, ...COMPAT.map((name) => `alias-${name}`)].map(
  (name) => `@perdure/${name}`,
);

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry(WORKSPACES, [join(applicationFolder, 'order-library')]);
}, 120_000);
afterAll(() => registry.close());

let app: Application;
beforeEach(() => (app = makeApplication()));
afterEach(() => app.remove());

async function npm(...args: string[]): Promise<string> {
  const config = {
    npm_config_registry: registry.url,
    npm_config_cache: join(app.folder, '.npm'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_ignore_scripts: 'true',
  };
  const { stdout } = await promisify(execFile)('npm', args, { cwd: app.folder, env: { ...process.env, ...config } });
  return stdout;
}

const read = (path: string): string => readFileSync(join(app.folder, path), 'utf8');

function transform(...paths: string[]): void {
  const { files } = run(overrides, new Map(paths.map((path) => [path, read(path)])));
  for (const [path, text] of files) app.write(path, text);
}

const nameOf = (folder: string): string => (JSON.parse(read(join(folder, 'package.json'))) as { name: string }).name;

const MANIFEST = {
  name: 'application',
  private: true,
  dependencies: {
    '@temporalio/activity': '^1.11.0',
    '@temporalio/client': '^1.11.0',
    '@temporalio/interceptors-opentelemetry': '^1.11.0',
    '@temporalio/worker': '^1.11.0',
    '@temporalio/workflow': '^1.11.0',
    'order-library': '^2.0.0',
  },
};

it('npm replaces what is locked by ours, for a library too, and the application runs on Redis', async () => {
  cpSync(applicationFolder, app.folder, { recursive: true });
  app.write('package.json', JSON.stringify(MANIFEST, null, 2));
  await npm('install', '--package-lock-only');
  expect(read('package-lock.json')).toContain('"node_modules/@temporalio/core-bridge"');
  transform('package.json', 'package-lock.json');
  await npm('install');
  await npm('ls', '--all');

  expect(readdirSync(join(app.folder, 'node_modules/@temporalio')).sort()).toEqual(
    ['activity', 'client', 'common', 'interceptors-opentelemetry', 'plugin', 'worker', 'workflow', 'proto'].sort(),
  );
  expect(nameOf('node_modules/@temporalio/client')).toBe('@perdure/alias-client');
  expect(existsSync(join(app.folder, 'node_modules/order-library/node_modules'))).toBe(false);

  const env = { PERDURE_REDIS_URL: testRedisUrl(), APP_NAMESPACE: freshNamespace() };
  const { stdout, stderr } = await app.node(['main.mjs'], env);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    result: 'greet, world (greeting)',
    oneClient: true,
    exporter: 'function',
    client: join(app.folder, 'node_modules/@temporalio/client/lib/index.js'),
  });
}, 120_000);

it('npm accepts what is written into the root and the members of a workspace', async () => {
  const after = join(root, 'codemods/src/overrides/fixtures/npm-workspace/after');
  cpSync(after, app.folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(after, 'package.json'), 'utf8')) as { dependencies: object };
  const { express: _, ...dependencies } = manifest.dependencies as { express: string };
  app.write('package.json', JSON.stringify({ ...manifest, dependencies }));
  await npm('install', '--package-lock-only');
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { name?: string; version: string }>;
  };
  for (const name of ['client', 'worker', 'workflow', 'testing']) {
    expect(packages[`node_modules/@temporalio/${name}`]?.name).toBe(`@perdure/alias-${name}`);
  }
  expect(Object.keys(packages).filter((path) => /@temporalio\/(common|core-bridge)$/.test(path))).toEqual([
    'node_modules/@temporalio/common',
  ]);
}, 60_000);
