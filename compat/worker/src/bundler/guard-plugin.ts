import type { Metafile, OnLoadResult, Plugin, ResolveResult } from 'esbuild';
import { ForbiddenModuleError } from './errors';
import {
  hintFor,
  isAllowedBuiltin,
  isForbidden,
  moduleMatches,
  SUSPECT_IMPORT,
  withoutNodePrefix,
} from './forbidden-modules';
import { importChain } from './import-chain';

const FORBIDDEN = 'perdure-forbidden';
const BUILTIN = 'perdure-builtin';
const IGNORED = 'perdure-ignored';

/** CommonJS on purpose: a name that is not there is undefined when it is used, not an error of the bundler. */
const BUILTIN_CODE: Readonly<Record<string, string>> = {
  assert: 'module.exports = globalThis.assert',
  'assert/strict': 'module.exports = globalThis.assert.strict',
  url: 'module.exports = { URL: globalThis.URL, URLSearchParams: globalThis.URLSearchParams }',
  util: 'module.exports = { TextEncoder: globalThis.TextEncoder, TextDecoder: globalThis.TextDecoder }',
};

/** Keeps modules out that cannot exist in workflows: ignored ones become stubs, forbidden ones are noted. */
export function guardPlugin(ignoreModules: readonly string[]): Plugin {
  return {
    name: 'perdure-guard',
    setup(build) {
      if (ignoreModules.length > 0) {
        build.onResolve({ filter: startsWithAny(ignoreModules) }, ({ path }) => ignored(path, ignoreModules));
      }
      build.onResolve({ filter: SUSPECT_IMPORT }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === FORBIDDEN) return undefined;
        if (isAllowedBuiltin(path)) return { path: withoutNodePrefix(path), namespace: BUILTIN, sideEffects: false };
        if (!isForbidden(path)) return undefined;
        const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: FORBIDDEN });
        if (isReplacedForBrowsers(path, found)) return undefined;
        return { path, namespace: FORBIDDEN, sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace: BUILTIN }, ({ path }): OnLoadResult => {
        return { contents: BUILTIN_CODE[path] ?? `module.exports = {}`, loader: 'js' };
      });
      build.onLoad({ filter: /.*/, namespace: IGNORED }, ({ path }): OnLoadResult => {
        return { contents: `module.exports = __perdure_ignored(${JSON.stringify(path)})`, loader: 'js' };
      });
      build.onLoad({ filter: /.*/, namespace: FORBIDDEN }, (): OnLoadResult => {
        return { contents: 'module.exports = {}', loader: 'js' };
      });
    },
  };
}

/** Throws ForbiddenModuleError when forbidden modules made it into the output. */
export function refuseForbidden(metafile: Metafile, base: string): void {
  const included = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const found = [...new Set(included.filter((file) => file.startsWith(`${FORBIDDEN}:`)))];
  if (found.length === 0) return;
  const entry = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined)?.entryPoint ?? '';
  const lines = found.map((file) => {
    const module = file.slice(FORBIDDEN.length + 1);
    const chain = importChain(metafile, entry, file, base).join(' -> ');
    const hint = hintFor(module);
    return `  - '${module}': ${chain}${hint ? `\n    (${hint})` : ''}`;
  });
  throw new ForbiddenModuleError(
    `Workflow code imports modules that cannot exist in workflows, because they are not deterministic:\n${lines.join('\n')}\n` +
      'Move the code that needs them into an activity. If only types are needed, import them with `import type`. ' +
      'If the module is imported by a library and never used in workflows, add it to ignoreModules.',
  );
}

/**
 * A package may name its own replacement of a built-in module, or do without (`"browser": { "fs": false }`, which
 * resolves to the bare name). A package of npm that bears the name of a built-in module is none.
 */
function isReplacedForBrowsers(path: string, { errors, path: found }: ResolveResult): boolean {
  return errors.length === 0 && !path.includes(':') && !found.replaceAll('\\', '/').includes(`/node_modules/${path}/`);
}

function ignored(path: string, ignoreModules: readonly string[]) {
  const name = withoutNodePrefix(path);
  if (!moduleMatches(name, ignoreModules) && !moduleMatches(path, ignoreModules)) return undefined;
  return { path: name, namespace: IGNORED };
}

function startsWithAny(modules: readonly string[]): RegExp {
  const escaped = modules.map((module) => module.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(node:)?(${escaped.join('|')})(/|$)`);
}
