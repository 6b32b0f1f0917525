import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import type { BuildOptions, OutputFile, Plugin, PluginBuild } from 'esbuild';
import { BUNDLE_FORMAT, bundleMarker, readBundle } from '../sandbox/bundle-text';
import { inspectSharedModules } from '../sandbox/context';
import { baseSettings, type Built, runEsbuild } from './esbuild';
import { guardPlugin, refuseForbidden } from './guard-plugin';
import { type SharedPackages, sharedModuleId } from './packages';
import { readShared, type SharedFile, writeShared } from './shared-cache';
import { cleanMap, type SourceMapJson } from './source-map';
import { wrapParts } from './wrap';

/** The half of a bundle that is evaluated once for a thread. */
export interface SharedPart {
  readonly code: string;
  readonly map: SourceMapJson;
  /** Files that user code must not bundle again -> id of the shared module. */
  readonly idOfFile: ReadonlyMap<string, string>;
  readonly exportNames: (id: string) => readonly string[];
  /** The files it was built from. */
  readonly inputs: readonly string[];
}

/** A worker is busy with its start until then. */
const KEEP_AFTER_MS = 1_000;
const PRELOAD = 'perdure-preload:';
const INSIDE = join(__dirname, '../sandbox/inside/index.js');

/** Bundles runtime, common packages and preloaded modules (resolved from `folder`). */
export async function buildSharedPart(
  packages: SharedPackages,
  preloadModules: readonly string[],
  ignoreModules: readonly string[],
  folder: string,
): Promise<SharedPart> {
  const entry = sharedEntry(packages, preloadModules);
  const preloadFiles = new Map<string, string>();
  const built = await runEsbuild({
    ...settingsOf(entry, preloadModules, folder),
    // Our own packages find each other; only preloaded modules may use other names for them.
    plugins: [
      ...(preloadModules.length > 0 ? [preloadPlugin(folder, preloadFiles), packagesPlugin(packages)] : []),
      guardPlugin(ignoreModules),
    ],
  });
  refuseForbidden(built.metafile, folder);
  const { code, map } = outputOf(built);
  const idOfFile = new Map([...filesOf(packages), ...preloadFiles]);
  return { code, map: cleanMap(map, folder, false), idOfFile, exportNames: exportsIn(code), inputs: inputsOf(built) };
}

/** The same without preloaded modules, which is the same for all workers: taken from disk if another process built it. */
export async function ownSharedPart(packages: SharedPackages): Promise<SharedPart> {
  const folder = dirname(packages.runtime);
  const key = keyOf(packages, folder);
  const kept = key === undefined ? undefined : readShared(key);
  if (kept !== undefined) return keptPart(packages, kept);
  const part = await buildSharedPart(packages, [], [], folder);
  if (key !== undefined) setTimeout(() => keep(key, packages, part), KEEP_AFTER_MS).unref();
  return part;
}

function keptPart(packages: SharedPackages, { code, map, exportNames }: SharedFile): SharedPart {
  let look: ((id: string) => readonly string[]) | undefined;
  return {
    code,
    map,
    idOfFile: filesOf(packages),
    exportNames: (id) => exportNames[id] ?? (look ??= exportsIn(code))(id),
    inputs: [],
  };
}

function keep(key: string, packages: SharedPackages, { code, map, exportNames, inputs }: SharedPart): void {
  const names: Record<string, readonly string[]> = {};
  for (const id of packages.modules.keys()) {
    try {
      names[id] = exportNames(id);
    } catch {
      // A module that cannot be evaluated fails where somebody imports it.
    }
  }
  writeShared(key, { code, map, exportNames: names }, inputs);
}

/** Everything but the content of the sources that the result depends on; undefined when that cannot be told. */
function keyOf(packages: SharedPackages, folder: string): string | undefined {
  try {
    const { version } = createRequire(__filename)('esbuild/package.json') as { version: string };
    const ours = ['shared-part', 'guard-plugin', 'forbidden-modules', 'source-map'];
    const code = ours.map((name) => readFileSync(join(__dirname, name + extname(__filename)), 'utf8'));
    return JSON.stringify([version, BUNDLE_FORMAT, code, settingsOf(sharedEntry(packages, []), [], folder)]);
  } catch {
    return undefined;
  }
}

function settingsOf(entry: string, preloadModules: readonly string[], folder: string): BuildOptions {
  return {
    ...baseSettings(entry, folder),
    sourcesContent: false,
    // Ours are wrapped one by one and keep their names anyway; those of preloaded modules may collide.
    keepNames: preloadModules.length > 0,
  };
}

const filesOf = ({ modules }: SharedPackages): Map<string, string> =>
  new Map([...modules].map(([id, file]) => [file, id]));

/** Answers which names a shared module exports; evaluates the code at the first question. */
function exportsIn(code: string): (id: string) => readonly string[] {
  let inspect: ((id: string) => string[]) | undefined;
  return (id) => {
    const script = `${bundleMarker({ format: BUNDLE_FORMAT, uses: [] })}${wrapParts(code, '').text}`;
    return (inspect ??= inspectSharedModules(readBundle(script)))(id);
  };
}

/** The files that went in; the entry and stubs are none. Their paths are relative to where esbuild runs. */
function inputsOf({ metafile }: Built): string[] {
  return Object.keys(metafile.inputs)
    .map((path) => resolve(path))
    .filter((path) => existsSync(path));
}

/** Code and map of a build with one entry. */
export function outputOf(built: Built): { code: string; map: string } {
  const find = (end: string) => built.outputFiles.find(({ path }: OutputFile) => path.endsWith(end))?.text ?? '';
  return { code: withCheapNames(find('.js')), map: find('.js.map') };
}

/** keepNames defines the name of every function; most have it already, and asking is cheaper than defining. */
function withCheapNames(code: string): string {
  return code.replace(
    /var __name = \(target, value\) => /,
    'var __name = (target, value) => target.name === value ? target : ',
  );
}

function sharedEntry(packages: SharedPackages, preloadModules: readonly string[]): string {
  const lazy = (path: string) => `() => require(${JSON.stringify(path)})`;
  const modules = [
    ...[...packages.modules].map(([id, file]) => [id, file] as const),
    ...preloadModules.map((module) => [module, PRELOAD + module] as const),
  ];
  return `__perdure_parts({
    inside: require(${JSON.stringify(INSIDE)}),
    runtime: ${lazy(packages.runtime)},
    globals: ${lazy(packages.globals)},
    modules: {\n${modules.map(([id, path]) => `      ${JSON.stringify(id)}: ${lazy(path)},`).join('\n')}\n    },
  });`;
}

/** Imports of our packages under any of their names lead to the files that were found. */
function packagesPlugin({ modules }: SharedPackages): Plugin {
  return {
    name: 'perdure-packages',
    setup(build) {
      build.onResolve({ filter: /^@(temporalio|perdure)\/(workflow|common)(\/|$)/ }, ({ path }) => {
        const id = sharedModuleId(path, modules);
        return id === undefined ? undefined : { path: modules.get(id) };
      });
    },
  };
}

/** A preloaded module is what `import` finds; `require` of it leads to the same instance. */
function preloadPlugin(folder: string, found: Map<string, string>): Plugin {
  return {
    name: 'perdure-preload',
    setup(build) {
      build.onResolve({ filter: /^perdure-preload:/ }, async ({ path }) => {
        const module = path.slice(PRELOAD.length);
        const imported = await resolveAs(build, module, folder, 'import-statement');
        const required = await resolveAs(build, module, folder, 'require-call');
        const file = imported ?? required;
        if (file === undefined)
          return { errors: [{ text: `preloadModules: '${module}' was not found from ${folder}` }] };
        for (const each of [imported, required]) if (each !== undefined) found.set(each, module);
        return { path: file };
      });
    },
  };
}

type ResolveKind = 'import-statement' | 'require-call';

async function resolveAs(
  build: PluginBuild,
  module: string,
  resolveDir: string,
  kind: ResolveKind,
): Promise<string | undefined> {
  const { path, errors } = await build.resolve(module, { resolveDir, kind });
  return errors.length > 0 ? undefined : path;
}
