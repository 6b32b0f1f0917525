import type { Metafile } from 'esbuild';
import { basename, relative, resolve } from 'node:path';

/**
 * How the entry comes to import a module: readable names, shortest chain first to last. Files are named relative
 * to `base`, files of packages by the package.
 */
export function importChain(metafile: Metafile, entry: string, target: string, base: string): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [entry];
  for (let file = queue.shift(); file !== undefined && file !== target; file = queue.shift()) {
    for (const { path } of metafile.inputs[file]?.imports ?? []) {
      if (path === entry || cameFrom.has(path)) continue;
      cameFrom.set(path, file);
      queue.push(path);
    }
  }
  const chain: string[] = [];
  for (let file: string | undefined = target; file !== undefined && file !== entry; file = cameFrom.get(file)) {
    chain.unshift(readableName(file, base));
  }
  return chain;
}

function readableName(file: string, base: string): string {
  const plain = file.replace(/^[a-z-]+:/, '');
  if (plain !== file) return plain;
  const packagePath = file.split('node_modules/').at(-1);
  if (packagePath !== undefined && packagePath !== file) return packagePath;
  return relative(base, resolve(file)) || basename(file);
}
