import { builtinModules } from 'node:module';

/** Built-in modules with a replacement inside the sandbox. */
const ALLOWED_BUILTINS = ['assert', 'url', 'util'] as const;

const SCOPED = ['activity', 'client', 'worker', 'testing', 'core-bridge', 'envconfig', 'mesh', 'engine'];

/** Modules that cannot exist in workflow code, without the `node:` prefix. */
const FORBIDDEN: readonly string[] = [
  ...builtinModules.filter((name) => !ALLOWED_BUILTINS.some((allowed) => moduleMatches(name, [allowed]))),
  ...SCOPED.flatMap((name) => [`@temporalio/${name}`, `@perdure/${name}`]),
  '@temporalio/common/lib/internal-non-workflow',
  '@temporalio/interceptors-opentelemetry/lib/client',
  '@temporalio/interceptors-opentelemetry/lib/worker',
  '@temporalio/interceptors-opentelemetry-v2/lib/client',
  '@temporalio/interceptors-opentelemetry-v2/lib/worker',
];

/** Imports the bundler has to look at; narrow, because each one costs a round trip to esbuild. */
export const SUSPECT_IMPORT = new RegExp(`^(node:.*|(${[...ALLOWED_BUILTINS, ...FORBIDDEN].join('|')})(/.*)?)$`);

/** True when a module is one of the list or lies below one of them. */
export function moduleMatches(module: string, list: readonly string[]): boolean {
  return list.some((each) => module === each || module.startsWith(`${each}/`));
}

export const withoutNodePrefix = (specifier: string): string => specifier.replace(/^node:/, '');

export function isForbidden(specifier: string): boolean {
  return specifier.startsWith('node:') ? !isAllowedBuiltin(specifier) : moduleMatches(specifier, FORBIDDEN);
}

export const isAllowedBuiltin = (specifier: string): boolean =>
  moduleMatches(withoutNodePrefix(specifier), ALLOWED_BUILTINS) && !specifier.endsWith('/');

/** What to do about one forbidden module, beyond the general advice. */
export function hintFor(specifier: string): string | undefined {
  const name = withoutNodePrefix(specifier);
  if (name === 'async_hooks') return "AsyncLocalStorage is exported by '@perdure/workflow'";
  if (name === 'timers' || name === 'timers/promises')
    return "use sleep() of '@perdure/workflow', or the global setTimeout";
  if (name === 'crypto') return "uuid4() of '@perdure/workflow' is deterministic";
  if (/\/activity$/.test(name)) return 'import activities as types only: `import type * as activities`';
  return undefined;
}
