import { dirname } from 'node:path';
import type { ImportKind, OnLoadResult, OnResolveResult, Plugin } from 'esbuild';
import { baseSettings, type Built, runEsbuild } from './esbuild';
import { guardPlugin, refuseForbidden } from './guard-plugin';
import type { ResolvedBundleOptions } from './options';
import { type SharedPackages, sharedModuleId } from './packages';
import type { SharedPart } from './shared-part';
import { workflowSidePlugin } from './workflow-side';

/** The half of a bundle that each run instantiates. */
export interface UserPart {
  readonly built: Built;
  /** Shared modules it imports. */
  readonly uses: readonly string[];
}

const SHIM_ESM = 'perdure-shared';
const SHIM_CJS = 'perdure-shared-cjs';

/** Bundles the user's modules; what is shared is imported through shims. */
export async function buildUserPart(
  options: ResolvedBundleOptions,
  packages: SharedPackages,
  shared: SharedPart,
): Promise<UserPart> {
  const folder = dirname(options.workflowsPath);
  const uses = new Set<string>();
  const settings = options.esbuildConfigHook(baseSettings(userEntry(options), folder));
  const built = await runEsbuild({
    ...settings,
    plugins: [
      sharedPlugin(packages, shared, uses),
      workflowSidePlugin(folder, options.ignoreModules),
      guardPlugin(options.ignoreModules),
      telemetryPlugin,
      ...(settings.plugins ?? []),
    ],
  });
  refuseForbidden(built.metafile, folder);
  return { built, uses: [...uses] };
}

function userEntry(options: ResolvedBundleOptions): string {
  const paths = new Map<string, string>([['workflows', options.workflowsPath]]);
  options.interceptorModules.forEach((path, i) => paths.set(`interceptor${i}`, path));
  if (options.payloadConverterPath !== undefined) paths.set('payloadConverter', options.payloadConverterPath);
  if (options.failureConverterPath !== undefined) paths.set('failureConverter', options.failureConverterPath);
  const imports = [...paths].map(([name, path]) => `import * as ${name} from ${JSON.stringify(path)};`);
  const interceptors = options.interceptorModules.map((_, i) => `interceptor${i}`);
  const converters = ['payloadConverter', 'failureConverter'].filter((name) => paths.has(name));
  const fields = ['workflows', `interceptors: [${interceptors.join(', ')}]`, ...converters];
  return `${imports.join('\n')}\n__perdure_out({ ${fields.join(', ')} });`;
}

function sharedPlugin(packages: SharedPackages, shared: SharedPart, uses: Set<string>): Plugin {
  const shim = (id: string, kind: ImportKind): OnResolveResult => {
    uses.add(id);
    const isRequire = kind === 'require-call' || kind === 'require-resolve';
    return { path: id, namespace: isRequire ? SHIM_CJS : SHIM_ESM, sideEffects: false };
  };
  const preloaded = new Set([...shared.idOfFile.values()].filter((id) => !packages.modules.has(id)));
  return {
    name: 'perdure-shared',
    setup(build) {
      build.onResolve({ filter: /^@(temporalio|perdure)\/(workflow|common)(\/|$)/ }, ({ path, kind }) => {
        const id = sharedModuleId(path, packages.modules);
        return id === undefined ? ownFile(path, packages) : shim(id, kind);
      });
      // Everything else is looked at by file: a package can be imported under many names.
      if (preloaded.size > 0) {
        build.onResolve({ filter: bareNames(preloaded) }, async ({ path, kind, importer, resolveDir, pluginData }) => {
          if (pluginData === SHIM_ESM) return undefined;
          const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: SHIM_ESM });
          const id = found.errors.length === 0 ? shared.idOfFile.get(found.path) : undefined;
          return id === undefined ? found : shim(id, kind);
        });
      }
      build.onLoad(
        { filter: filesFilter(shared.idOfFile.keys()), namespace: 'file' },
        ({ path }): OnLoadResult | undefined => {
          const id = shared.idOfFile.get(path);
          if (id === undefined) return undefined;
          uses.add(id);
          return { contents: esmShim(id, shared.exportNames(id)), loader: 'js' };
        },
      );
      build.onLoad({ filter: /.*/, namespace: SHIM_ESM }, ({ path }): OnLoadResult => {
        return { contents: esmShim(path, shared.exportNames(path)), loader: 'js' };
      });
      build.onLoad({ filter: /.*/, namespace: SHIM_CJS }, ({ path }): OnLoadResult => {
        return { contents: `module.exports = __perdure_shared[${JSON.stringify(path)}]`, loader: 'js' };
      });
    },
  };
}

/** Parts of the common packages that are not shared (protobuf converters) are bundled from where those were found. */
function ownFile(specifier: string, { modules }: SharedPackages): OnResolveResult | undefined {
  const [, name, file] = /^(@[^/]+\/common)\/lib\/(.+?)(?:\.js)?$/.exec(specifier) ?? [];
  const index = name === undefined ? undefined : modules.get('@temporalio/common');
  if (index === undefined || file === undefined || file.startsWith('internal-non-workflow')) return undefined;
  return { path: `${dirname(index)}/${file}.js` };
}

/** The OpenTelemetry interceptors reach the workflow API through a module that is a stub outside of workflows. */
const telemetryPlugin: Plugin = {
  name: 'perdure-telemetry',
  setup(build) {
    build.onResolve({ filter: /[./]workflow-imports(\.js)?$/ }, ({ path, importer, resolveDir, kind }) => {
      if (!/interceptors-opentelemetry(-v2)?[\\/](src|lib)[\\/]/.test(importer)) return undefined;
      return build.resolve(path.replace(/workflow-imports(\.js)?$/, 'workflow-imports-impl'), {
        resolveDir,
        kind,
        importer,
      });
    });
  },
};

function esmShim(id: string, names: readonly string[]): string {
  const named = names
    .filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default' && name !== '__esModule')
    .map((name, i) => {
      return `const _${i} = /* @__PURE__ */ __perdure_pick(module_, ${JSON.stringify(name)}); export { _${i} as ${name} };`;
    });
  return [
    `const module_ = __perdure_shared[${JSON.stringify(id)}];`,
    ...named,
    `const default_ = /* @__PURE__ */ __perdure_default(module_); export { default_ as default };`,
  ].join('\n');
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const bareNames = (names: Iterable<string>) => new RegExp(`^(${[...names].map(escape).join('|')})$`);

function filesFilter(files: Iterable<string>): RegExp {
  return new RegExp(`^(${[...files].map(escape).join('|')})$`);
}
