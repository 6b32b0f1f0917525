import { moduleMatches } from './forbidden-modules';
import { UnsupportedBundleOptionError } from './errors';
import type { BundleOptions, ResolvedBundleOptions } from './options';
import { stderrLogger } from './stderr-logger';

/** Applies plugins, checks, and fills in defaults. Throws UnsupportedBundleOptionError, TypeError and Error. */
export function resolveOptions(given: BundleOptions): ResolvedBundleOptions {
  const options = (given.plugins ?? []).reduce(
    (current, plugin) => plugin.configureBundler?.(current) ?? current,
    given,
  );
  if (typeof options.workflowsPath !== 'string' || options.workflowsPath === '') {
    throw new TypeError(
      'BundleOptions.workflowsPath is required: the path of the file or folder that exports your workflows.',
    );
  }
  if (options.webpackConfigHook !== undefined) {
    throw new UnsupportedBundleOptionError(
      'webpackConfigHook cannot be used: workflow bundles are made by esbuild, not webpack. ' +
        'Use esbuildConfigHook, which receives the esbuild BuildOptions of your workflow code and returns them changed ' +
        '(aliases: `alias`, loaders: `loader`, plugins: `plugins`).',
    );
  }
  const preloadModules = [...new Set(options.preloadModules ?? [])];
  const both = preloadModules.filter((module) => moduleMatches(module, options.ignoreModules ?? []));
  if (both.length > 0) {
    throw new Error(`Cannot preload modules that are also ignored: ${both.map((module) => `'${module}'`).join(', ')}`);
  }
  return {
    workflowsPath: options.workflowsPath,
    interceptorModules: [...new Set(options.workflowInterceptorModules ?? [])],
    payloadConverterPath: options.payloadConverterPath,
    failureConverterPath: options.failureConverterPath,
    ignoreModules: options.ignoreModules ?? [],
    preloadModules,
    esbuildConfigHook: options.esbuildConfigHook ?? ((config) => config),
    logger: options.logger ?? stderrLogger,
  };
}
