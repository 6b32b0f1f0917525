import { compareExports } from './compare-packages';
import { covers, type Difference, type Extra } from './difference';
import { type PackageName, PACKAGES } from './packages';
import { load, pairOf } from './program';
import { compareRuntime } from './runtime';

/** Figures of one package. */
export interface Count {
  readonly package: PackageName;
  readonly exports: number;
  readonly missing: number;
  readonly missingTypes: number;
  readonly other: number;
  readonly extras: number;
}

export interface Surface {
  readonly counts: readonly Count[];
  readonly differences: readonly Difference[];
  readonly extras: readonly Extra[];
}

/** Compares all packages, types and values. */
export function compareSurface(): Surface {
  const loaded = load(PACKAGES.map(pairOf));
  const types = compareExports(loaded);
  const missing = new Set(types.differences.map(({ path }) => path));
  const values = PACKAGES.flatMap(compareRuntime).filter(({ path }) => !missing.has(path));
  const differences = [...types.differences, ...values].sort((a, b) => order(a.path, b.path));
  const extras = [...types.extras].sort((a, b) => order(a.path, b.path));
  const counts = PACKAGES.map((name) => countOf(name, loaded.tables.get(name)?.theirs.size ?? 0, differences, extras));
  return { counts, differences, extras };
}

const rank = (path: string): number => PACKAGES.findIndex((name) => covers(name, path));

function order(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function countOf(
  name: PackageName,
  exports: number,
  differences: readonly Difference[],
  extras: readonly Extra[],
): Count {
  const here = differences.filter(({ path }) => covers(name, path));
  const whole = here.filter(({ path }) => path.split('.').length === 2);
  const missing = whole.filter(({ kind }) => kind === 'missing').length;
  const missingTypes = whole.filter(({ kind }) => kind === 'missing type').length;
  return {
    package: name,
    exports,
    missing,
    missingTypes,
    other: here.length - missing - missingTypes,
    extras: extras.filter(({ path }) => covers(name, path)).length,
  };
}
