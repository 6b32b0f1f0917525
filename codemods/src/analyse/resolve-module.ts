/** From a module name in one file of the project to the file it means, without a type checker. */
import { posix } from 'node:path';
import { parse } from 'jsonc-parser';
import type { Files } from '../run/run-transforms';

/** The path of the file that `name` means in the file `from`; undefined where it is not one of the project's. */
export type ResolveModule = (from: string, name: string) => string | undefined;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs'];

interface Alias {
  readonly prefix: string;
  readonly suffix: string;
  readonly targets: readonly string[];
}

export function moduleResolver(files: Files): ResolveModule {
  const aliases = [...workspaceAliases(files), ...pathAliases(files)];
  return (from, name) => {
    if (name.startsWith('.')) return existing(files, posix.join(posix.dirname(from), name));
    return first(aliases, (alias) => first(expand(alias, name), (target) => existing(files, target)));
  };
}

function existing(files: Files, path: string): string | undefined {
  const bare = path.replace(/\.([cm]?)jsx?$/, '');
  const tries = [path, ...EXTENSIONS.map((e) => bare + e), ...EXTENSIONS.map((e) => posix.join(path, `index${e}`))];
  return [...tries, ...EXTENSIONS.map((e) => path + e)].find((one) => files.has(one));
}

function expand({ prefix, suffix, targets }: Alias, name: string): string[] {
  if (!name.startsWith(prefix) || !name.endsWith(suffix) || name.length < prefix.length + suffix.length) return [];
  const middle = name.slice(prefix.length, name.length - suffix.length);
  return targets.map((target) => target.replace('*', middle));
}

/** `paths` of every tsconfig.json. */
function pathAliases(files: Files): Alias[] {
  return [...files].flatMap(([path, text]) => {
    if (!/(^|\/)tsconfig[^/]*\.json$/.test(path)) return [];
    const config = parse(text) as
      { compilerOptions?: { baseUrl?: string; paths?: Record<string, unknown> } } | undefined;
    const base = posix.join(posix.dirname(path), config?.compilerOptions?.baseUrl ?? '.');
    return Object.entries(config?.compilerOptions?.paths ?? {}).map(([pattern, targets]) => {
      const [prefix = '', suffix] = pattern.split('*');
      const list = Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [];
      return exact(
        prefix,
        suffix,
        list.map((target) => posix.join(base, target)),
      );
    });
  });
}

function exact(prefix: string, suffix: string | undefined, targets: readonly string[]): Alias {
  return { prefix, suffix: suffix ?? '', targets };
}

/** Packages of the workspace by their names: their sources, if they lie where sources usually do. */
function workspaceAliases(files: Files): Alias[] {
  return [...files].flatMap(([path, text]) => {
    if (posix.basename(path) !== 'package.json') return [];
    const manifest = parse(text) as { name?: unknown; main?: unknown } | undefined;
    if (typeof manifest?.name !== 'string') return [];
    const folder = posix.dirname(path);
    const main = typeof manifest.main === 'string' ? [posix.join(folder, manifest.main)] : [];
    const roots = [...main.flatMap((one) => [one.replace(/(^|\/)(dist|lib|build|out)\//, '$1src/'), one])];
    return [
      exact(`${manifest.name}/`, '', [posix.join(folder, 'src', '*'), posix.join(folder, '*')]),
      exact(manifest.name, '', [...roots, posix.join(folder, 'src', 'index'), posix.join(folder, 'index')]),
    ];
  });
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
