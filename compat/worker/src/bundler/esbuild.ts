import { createRequire } from 'node:module';
import type { BuildFailure, BuildOptions, BuildResult } from 'esbuild';
import { WorkflowBundleError } from './errors';

export type Built = BuildResult<{ write: false; metafile: true }>;

/** Runs esbuild, loaded at the first call: a worker with a prebuilt bundle needs none. Throws WorkflowBundleError. */
export async function runEsbuild(options: BuildOptions): Promise<Built> {
  const { build } = await loadEsbuild();
  try {
    return await build({ ...options, write: false, metafile: true });
  } catch (error) {
    throw new WorkflowBundleError(describe(error), { cause: error });
  }
}

async function loadEsbuild(): Promise<typeof import('esbuild')> {
  try {
    return createRequire(__filename)('esbuild') as typeof import('esbuild');
  } catch (cause) {
    throw new WorkflowBundleError(
      "Bundling workflow code needs the package 'esbuild'. Install it, or pass a prebuilt bundle: workflowBundle: { codePath }.",
      { cause },
    );
  }
}

function describe(error: unknown): string {
  const { errors = [] } = error as Partial<BuildFailure>;
  if (errors.length === 0) return `Workflow code could not be bundled: ${String(error)}`;
  const lines = errors.map(({ text, location }) =>
    location ? `  ${location.file}:${location.line}:${location.column + 1}: ${text}` : `  ${text}`,
  );
  return `Workflow code could not be bundled:\n${lines.join('\n')}`;
}

/** Settings that decide behaviour, for both halves. */
export function baseSettings(entry: string, resolveDir: string): BuildOptions {
  return {
    stdin: { contents: entry, resolveDir, loader: 'ts', sourcefile: 'perdure-entry.ts' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    resolveExtensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'],
    target: 'es2022',
    charset: 'utf8',
    // Classes and functions that collide are renamed otherwise, and failure types and workflow types with them.
    keepNames: true,
    define: { global: 'globalThis', 'process.env.NODE_ENV': JSON.stringify(process.env['NODE_ENV'] ?? 'production') },
    sourcemap: 'external',
    outdir: resolveDir,
    logLevel: 'silent',
  };
}
