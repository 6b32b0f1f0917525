import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { WorkflowHost } from '@perdure/worker/lib/sandbox/index';
import { bundleFixture, completion, failureOf, fixtures, hostFor, type Logged, start } from './support';

const at = (...path: string[]) => join(fixtures, ...path);

describe('bundling', () => {
  let host: WorkflowHost | undefined;
  afterEach(() => host?.close());

  const run = async (bundle: { code: string }, type: string) => {
    host = await hostFor(bundle);
    return host.activate(start('r', type));
  };

  it('gives the same bundle in a process that found the shared half on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'perdure-bundles-'));
    const bundler = createRequire(__filename).resolve('@perdure/worker/lib/bundler/index');
    const script = `require(${JSON.stringify(bundler)})
      .bundleWorkflowCode({ workflowsPath: ${JSON.stringify(at('real'))}, logger: { info() {}, warn() {} } })
      .then(({ code }) => require('fs').writeFileSync(process.argv[1], code))
      .then(() => setTimeout(() => {}, Number(process.argv[2])))`;
    const bundleIn = async (name: string, stayMs: number) => {
      const args = ['-e', script, join(folder, name), String(stayMs)];
      await promisify(execFile)(process.execPath, args, { env: { ...process.env, TMPDIR: folder, TEMP: folder } });
      return readFileSync(join(folder, name), 'utf8');
    };
    const built = await bundleIn('built.js', 2_000);
    const own = readdirSync(folder).find((name) => !name.endsWith('.js'))!;
    expect(readdirSync(join(folder, own))).toHaveLength(1);
    expect(await bundleIn('found.js', 0)).toBe(built);
    rmSync(folder, { recursive: true });
  });

  it('may still be going on when the threads start', async () => {
    host = await hostFor(bundleFixture());
    expect(completion(await host.activate(start('r', 'identities')))).toBeDefined();
  });

  it('ends the threads when it fails', async () => {
    const bundling = hostFor(bundleFixture({ workflowsPath: at('forbidden/workflows') }), { threads: 2 });
    await expect(bundling).rejects.toHaveProperty('name', 'ForbiddenModuleError');
    const inline = hostFor(bundleFixture({ workflowsPath: at('forbidden/workflows') }), { debugMode: true });
    await expect(inline).rejects.toHaveProperty('name', 'ForbiddenModuleError');
  });

  it('names the import chain of a forbidden module and what to do', async () => {
    const bundling = bundleFixture({ workflowsPath: at('forbidden/workflows') });
    await expect(bundling).rejects.toThrow(/'fs': workflows\.ts -> lib\/files\.ts -> fs/);
    await expect(bundling).rejects.toThrow(/activity.*import type.*ignoreModules/s);
    await expect(bundling).rejects.toHaveProperty('name', 'ForbiddenModuleError');
  });

  it('leaves out imports that are used as types only', async () => {
    const bundle = await bundleFixture({ workflowsPath: at('forbidden/activity-types.ts') });
    expect(completion(await run(bundle, 'typesOnly'))).toBe('fine');
  });

  it('turns ignored modules into stubs that throw when they are used', async () => {
    const bundle = await bundleFixture({ workflowsPath: at('ignored/workflows.ts'), ignoreModules: ['crypto', 'fs'] });
    expect(completion(await run(bundle, 'careful'))).toBe('function');
    const result = await host!.activate(start('s', 'careless'));
    expect(failureOf(result).message).toMatch(/'crypto.createHash'.*ignoreModules/);
  });

  it('accepts JavaScript, and require shares the modules of import', async () => {
    const bundle = await bundleFixture({ workflowsPath: at('javascript') });
    expect(completion(await run(bundle, 'identity'))).toBe(true);
  });

  it('follows the paths of the nearest tsconfig', async () => {
    const bundle = await bundleFixture({ workflowsPath: at('paths/src/workflows') });
    expect(completion(await run(bundle, 'greets'))).toBe('hello');
  });

  it('bundles interceptors, and converters that need protobufjs', async () => {
    const bundle = await bundleFixture({
      workflowInterceptorModules: [at('converters/interceptors.ts')],
      payloadConverterPath: at('converters/payload.ts'),
    });
    expect(completion(await run(bundle, 'counts'))).toBe(2);
  });

  it('warns of packages that every run evaluates, and preloading them cures it', async () => {
    const lines: Logged[] = [];
    await bundleFixture({ workflowsPath: at('heavy/workflows.ts') }, lines);
    expect(lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      expect.stringMatching(/'yaml' \(\d+ kB\).*preloadModules/),
    ]);
    const quiet: Logged[] = [];
    const bundle = await bundleFixture({ workflowsPath: at('heavy/workflows.ts'), preloadModules: ['yaml'] }, quiet);
    expect(quiet.map(({ level }) => level)).toEqual(['info']);
    expect(completion(await run(bundle, 'parses'))).toEqual({ a: [1, 2] });
    expect(completion(await host!.activate(start('s', 'frozen')))).toBe('TypeError');
  });

  it('lets a plugin and the esbuild hook change the settings', async () => {
    const bundle = await bundleFixture({
      workflowsPath: 'replaced by the plugin',
      plugins: [
        { name: 'p', configureBundler: (options) => ({ ...options, workflowsPath: at('hooked/workflows.ts') }) },
      ],
      esbuildConfigHook: (options) => ({
        ...options,
        define: { ...options.define, 'process.env.GREETING': '"hooked"' },
      }),
    });
    expect(completion(await run(bundle, 'greets'))).toBe('hooked');
  });

  it('refuses options that cannot exist, and paths that do not', async () => {
    await expect(bundleFixture({ webpackConfigHook: () => ({}) })).rejects.toThrow(/esbuildConfigHook/);
    await expect(bundleFixture({ workflowsPath: at('nowhere') })).rejects.toThrow(/no file or folder/);
    await expect(bundleFixture({ preloadModules: ['yaml'], ignoreModules: ['yaml'] })).rejects.toThrow(/also ignored/);
    await expect(bundleFixture({ preloadModules: ['no-such-package'] })).rejects.toThrow(
      /'no-such-package' was not found/,
    );
  });

  it('refuses to run what another bundler made', async () => {
    await expect(hostFor({ code: 'var __TEMPORAL__ = {}' })).rejects.toThrow(/bundleWorkflowCode of @perdure\/worker/);
    await expect(hostFor({ code: '//! perdure-workflow-bundle {"format":99}\n' })).rejects.toThrow(/format 99/);
  });
});
