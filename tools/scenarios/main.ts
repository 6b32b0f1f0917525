/**
 * Builds the conformance scenarios into conformance/dist/built: `original` as they were written, and `migrated`, each as
 * JavaScript, the migrated ones as TypeScript too. Does nothing when neither they nor the codemods have changed. Types
 * are not checked here: that is one of the checks of the suite.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { manifestOf, workflowsEntry } from './manifest';
import { migrate } from './migrate';

const root = join(__dirname, '..', '..');
const sources = join(root, 'conformance', 'scenarios');
const built = join(root, 'conformance', 'dist', 'built');
const stampFile = join(built, 'stamp');

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  inlineSourceMap: true,
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function readScenarios(): Map<string, string> {
  const paths = filesUnder(sources).filter((path) => !path.endsWith('README.md') && !path.endsWith('golden.json'));
  return new Map(paths.map((path) => [relative(sources, path), readFileSync(path, 'utf8')]));
}

/** Of everything the output depends on. */
function stampOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(`${path}\0${text}\0`);
  for (const folder of ['codemods/dist', 'tools/scenarios']) {
    for (const path of filesUnder(join(root, folder))) {
      if (/\.[jt]s$/.test(path)) hash.update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

function write(folder: string, path: string, text: string): void {
  const target = join(built, folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function emit(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    if (!path.endsWith('.ts')) write(folder, path, text);
    else write(folder, path.replace(/\.ts$/, '.js'), toJavaScript(path, text));
  }
}

function toJavaScript(path: string, text: string): string {
  return ts.transpileModule(text, { fileName: path, compilerOptions: COMPILER_OPTIONS }).outputText;
}

const files = readScenarios();
const stamp = stampOf(files);
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  rmSync(built, { recursive: true, force: true });
  const migrated = migrate(files);
  emit('original', files);
  emit('migrated', migrated);
  for (const [path, text] of migrated) write('migrated', path, text);
  const manifest = manifestOf(files);
  write('original', 'workflows-entry.js', workflowsEntry(manifest, '@temporalio'));
  write('migrated', 'workflows-entry.js', workflowsEntry(manifest, '@perdure'));
  write('.', 'manifest.json', JSON.stringify(manifest, null, 2));
  writeFileSync(stampFile, stamp);
}
