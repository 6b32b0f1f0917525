import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OnResolveResult, Plugin } from 'esbuild';
import { moduleMatches } from './forbidden-modules';

/** Files of packages that are otherwise kept out of workflows, made to be bundled: interceptors that people name by a string. */
const WORKFLOW_SIDE = /^@(?:temporalio|perdure)\/(testing\/lib\/assert-to-failure-interceptor)(?:\.js)?$/;

/** Modules of Temporal's runtime that ours has no counterpart of: theirs would be bundled where they are installed. */
const INTERNAL = /^@temporalio\/workflow\/(.+)$/;

/** Leads Temporal's names to ours where they are neither shared nor forbidden. Runs after the plugin of shared modules. */
export function workflowSidePlugin(folder: string, ignoreModules: readonly string[]): Plugin {
  return {
    name: 'perdure-workflow-side',
    setup(build) {
      build.onResolve({ filter: WORKFLOW_SIDE }, ({ path, resolveDir }) => workflowSide(path, [resolveDir, folder]));
      build.onResolve({ filter: INTERNAL }, ({ path }) =>
        moduleMatches(path, ignoreModules) ? undefined : internal(path),
      );
    },
  };
}

const internal = (specifier: string): OnResolveResult => ({
  errors: [{ text: `'${specifier}' is internal to Temporal's SDK and has no counterpart in @perdure/workflow` }],
});

function workflowSide(specifier: string, folders: readonly string[]): OnResolveResult {
  const module = `@perdure/${WORKFLOW_SIDE.exec(specifier)?.[1]}`;
  for (const folder of folders) {
    try {
      return { path: createRequire(join(folder, 'importer.js')).resolve(module) };
    } catch {
      // The next folder may see it.
    }
  }
  return { errors: [{ text: `'${specifier}' needs @perdure/testing, which is not installed` }] };
}
