import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { BUNDLE_FORMAT, type BundleHeader, bundleMarker, writeBundle } from '../sandbox/bundle-text';
import { heavyPackages } from './heavy-packages';
import type { BundleOptions, ResolvedBundleOptions, WorkflowBundle } from './options';
import { findSharedPackages, type SharedPackages } from './packages';
import { resolveOptions } from './resolve-options';
import { buildSharedPart, outputOf, ownSharedPart, type SharedPart } from './shared-part';
import { cleanMap, indexMap } from './source-map';
import { buildUserPart, type UserPart } from './user-part';
import { wrapParts } from './wrap';

/**
 * Bundles workflow code with esbuild. The result is self-contained: write `code` to a file and pass
 * `workflowBundle: { codePath }` to run it where esbuild is not installed.
 *
 * Throws ForbiddenModuleError (with the import chain), WorkflowBundleError, UnsupportedBundleOptionError, TypeError.
 */
export async function bundleWorkflowCode(options: BundleOptions): Promise<WorkflowBundle> {
  return bundleWith(options, findSharedPackages());
}

/** The same with given packages; tests bring a runtime of their own. */
export async function bundleWith(given: BundleOptions, packages: SharedPackages): Promise<WorkflowBundle> {
  const started = performance.now();
  const resolved = resolveOptions(given);
  const options = { ...resolved, workflowsPath: checkedPath(resolved.workflowsPath) };
  const folder = dirname(options.workflowsPath);
  const shared = await sharedPart(packages, options, folder);
  const user = await buildUserPart(options, packages, shared);
  const bundle = assemble(shared, user, folder, options.preloadModules);
  report(options.logger, bundle, user, performance.now() - started);
  return bundle;
}

function checkedPath(path: string): string {
  const absolute = isAbsolute(path) ? path : resolve(path);
  const found = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs'].some((end) => existsSync(absolute + end));
  const typescript = absolute.replace(/\.([cm]?)js$/, '.$1ts');
  if (found || existsSync(typescript)) return absolute;
  throw new TypeError(
    `workflowsPath: there is no file or folder '${absolute}'. Give the module that exports your workflows.`,
  );
}

const sharedParts = new Map<string, Promise<SharedPart>>();

/** The shared half without preloaded modules is the same for all bundles of a process. */
function sharedPart(packages: SharedPackages, options: ResolvedBundleOptions, folder: string): Promise<SharedPart> {
  const { preloadModules, ignoreModules } = options;
  if (preloadModules.length > 0) return buildSharedPart(packages, preloadModules, ignoreModules, folder);
  const built = sharedParts.get(packages.runtime) ?? ownSharedPart(packages);
  sharedParts.set(packages.runtime, built);
  built.catch(() => sharedParts.delete(packages.runtime));
  return built;
}

function assemble(
  shared: SharedPart,
  user: UserPart,
  folder: string,
  preloadModules: readonly string[],
): WorkflowBundle {
  const { code, map } = outputOf(user.built);
  const header: BundleHeader = { format: BUNDLE_FORMAT, uses: [...new Set([...user.uses, ...preloadModules])] };
  const script = wrapParts(shared.code, code);
  const markerLines = bundleMarker(header).split('\n').length - 1;
  const sourceMap = indexMap([
    { line: markerLines + script.sharedLine, map: shared.map },
    { line: markerLines + script.userLine, map: cleanMap(map, folder, true) },
  ]);
  return { code: writeBundle(header, script.text, sourceMap), sourceMap };
}

function report(logger: ResolvedBundleOptions['logger'], bundle: WorkflowBundle, user: UserPart, ms: number): void {
  const userBytes = outputOf(user.built).code.length;
  logger.info('Workflow bundle created', {
    size: `${(bundle.code.length / 1e6).toFixed(2)}MB`,
    evaluatedPerRun: `${(userBytes / 1000).toFixed(1)}kB`,
    durationMs: Math.round(ms),
  });
  for (const { name, bytes } of heavyPackages(user.built.metafile)) {
    logger.warn(
      `Every workflow run evaluates the package '${name}' (${Math.round(bytes / 1000)} kB). ` +
        `Add it to preloadModules to evaluate it once for a thread: bundlerOptions: { preloadModules: ['${name}'] }`,
    );
  }
}
