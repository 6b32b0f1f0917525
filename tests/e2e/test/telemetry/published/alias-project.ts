/**
 * A project whose `@temporalio/*` packages are facades of ours, as npm `overrides` make one, with published libraries of
 * Temporal's in it. Libraries are copied, not linked: Node looks for their imports where they really are.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT_MODULES = fileURLToPath(new URL('../../../../../node_modules', import.meta.url));
const FACADES = ['client', 'worker', 'workflow', 'activity'] as const;

export interface AliasProject {
  /** Loads a module as a file of the project would. */
  readonly require: NodeJS.Require;
  /** Its folder, for other processes. */
  readonly folder: string;
  remove(): void;
}

/** Makes the project in a temporary folder. `libraries` are names below `@temporalio/`. */
export function aliasProject(libraries: readonly string[]): AliasProject {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-alias-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@temporalio'), { recursive: true });
  for (const linked of ['@perdure', '@opentelemetry', '@temporalio/common', 'nexus-rpc']) {
    symlinkSync(join(ROOT_MODULES, linked), join(modules, linked));
  }
  for (const name of FACADES) writeFacade(join(modules, '@temporalio', name), name);
  for (const name of libraries) {
    const from = join(ROOT_MODULES, '@temporalio', name);
    cpSync(from, join(modules, '@temporalio', name), { recursive: true, dereference: true });
  }
  return {
    folder,
    require: createRequire(join(folder, 'index.js')),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** `module.exports = require('@perdure/client')`, and the same for each of its files. */
function writeFacade(folder: string, name: string): void {
  const dist = join(ROOT_MODULES, '@perdure', name, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const manifest = { name: `@temporalio/${name}`, version: '1.24.0', main: 'index.js' };
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'index.js'), `module.exports = require('@perdure/${name}');\n`);
  for (const file of files) {
    const path = join(folder, 'lib', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `module.exports = require('@perdure/${name}/lib/${file}');\n`);
  }
}
