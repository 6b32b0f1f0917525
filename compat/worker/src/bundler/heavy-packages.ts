import type { Metafile } from 'esbuild';

/** From this size on a package is named as worth preloading. */
const HEAVY_BYTES = 50_000;

export interface HeavyPackage {
  readonly name: string;
  readonly bytes: number;
}

/** npm packages that take much room in the half that every run evaluates, heaviest first. */
export function heavyPackages(metafile: Metafile): HeavyPackage[] {
  const bytesOf = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageName(file);
      if (name !== undefined) bytesOf.set(name, (bytesOf.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...bytesOf]
    .map(([name, bytes]) => ({ name, bytes }))
    .filter(({ bytes }) => bytes >= HEAVY_BYTES)
    .sort((a, b) => b.bytes - a.bytes);
}

function packageName(file: string): string | undefined {
  const path = file.split('node_modules/').at(-1);
  if (path === undefined || path === file) return undefined;
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
