import type { Logger } from '@temporalio/common';
import type { BuildOptions } from 'esbuild';

/** What `bundleWorkflowCode` is told. Names and defaults are those of `@temporalio/worker`. */
export interface BundleOptions {
  /** File or folder (with an index file) whose exports are the workflows. An absolute path; the extension may be left out. */
  workflowsPath: string;
  /** Modules that export `interceptors()`. None by default. */
  workflowInterceptorModules?: string[];
  /** Module that exports `payloadConverter`. */
  payloadConverterPath?: string;
  /** Module that exports `failureConverter`. */
  failureConverterPath?: string;
  /** Modules that workflow code imports and never uses: their names are there and throw when they are called. */
  ignoreModules?: string[];
  /** Modules evaluated once for a thread and shared, frozen, by all runs. For libraries that are heavy to evaluate. */
  preloadModules?: string[];
  /** Changes the settings esbuild gets for the user's half of the bundle. */
  esbuildConfigHook?: (options: BuildOptions) => BuildOptions;
  /** Cannot exist here: bundling throws UnsupportedBundleOptionError and names `esbuildConfigHook`. */
  webpackConfigHook?: (config: any) => any;
  logger?: Logger;
  /** Each may change the options before bundling, in order. */
  plugins?: BundlerPlugin[];
}

/** A plugin that changes bundle options. */
export interface BundlerPlugin {
  readonly name: string;
  configureBundler?(options: BundleOptions): BundleOptions;
}

/** What a worker needs to run workflows: keep `code` in a file and pass `workflowBundle: { codePath }` in production. */
export interface WorkflowBundle {
  /** Self-contained, source map included. */
  readonly code: string;
  /** The source map alone, for other tools; an index map with one section for each half. */
  readonly sourceMap: string;
}

/** Options with defaults filled in and plugins applied. Throws UnsupportedBundleOptionError and TypeError. */
export interface ResolvedBundleOptions {
  readonly workflowsPath: string;
  readonly interceptorModules: readonly string[];
  readonly payloadConverterPath: string | undefined;
  readonly failureConverterPath: string | undefined;
  readonly ignoreModules: readonly string[];
  readonly preloadModules: readonly string[];
  readonly esbuildConfigHook: (options: BuildOptions) => BuildOptions;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}
