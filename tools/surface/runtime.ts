import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../style/files';
import type { Difference } from './difference';
import { oursOf, type PackageName, theirsOf } from './packages';

type Exports = Readonly<Record<string, unknown>>;

/** A package as a program gets it. */
export const loadPackage = createRequire(join(root, 'tools', 'surface', 'main.ts')) as (id: string) => Exports;

/** The values of both packages as a program gets them: constants, shared objects, names of errors, members of classes. */
export function compareRuntime(name: PackageName): readonly Difference[] {
  const shared = new Set(Object.values(loadPackage(theirsOf('common'))).filter((value) => Object(value) === value));
  return compareModules(name, loadPackage(theirsOf(name)), loadPackage(oursOf(name)), shared);
}

export function compareModules(
  path: string,
  theirs: Exports,
  ours: Exports,
  shared: ReadonlySet<unknown>,
): readonly Difference[] {
  return Object.entries(theirs).flatMap(([name, value]) => {
    if (!(name in ours)) return [{ path: `${path}.${name}`, kind: 'missing' as const, theirs: typeof value, ours: '' }];
    const other = ours[name];
    if (shared.has(value) && value !== other) return [found(`${path}.${name}`, 'identity', value, other)];
    return compareValues(`${path}.${name}`, value, other);
  });
}

function compareValues(path: string, theirs: unknown, ours: unknown): readonly Difference[] {
  if (theirs === ours || isDeepStrictEqual(theirs, ours)) return [];
  if (typeof theirs !== typeof ours) return [found(path, 'value', theirs, ours)];
  if (typeof theirs === 'function') return compareFunctions(path, theirs, ours as Callable);
  // Symbols are equal to none but themselves; that both sides have one is all that can be said.
  if (typeof theirs === 'symbol') return [];
  // Files of the packages themselves.
  if (isFile(theirs) && isFile(ours)) return [];
  if (isPlain(theirs) && isPlain(ours)) return compareMembers(path, theirs, ours);
  // Loggers, meters and other objects with a class: their types are compared, their state is their own.
  return Object(theirs) === theirs ? [] : [found(path, 'value', theirs, ours)];
}

interface Callable {
  readonly prototype?: object & { readonly name?: unknown };
}

function compareMembers(path: string, theirs: Exports, ours: Exports): readonly Difference[] {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
  return names.flatMap((name) => compareValues(`${path}.${name}`, theirs[name], ours[name]));
}

/** Errors are told apart by their name; what a class says it has must be there. */
function compareFunctions(path: string, theirs: Callable, ours: Callable): readonly Difference[] {
  const [left, right] = [theirs.prototype, ours.prototype];
  if (!(left instanceof Error)) return [];
  return left.name === right?.name ? [] : [found(`${path}.name`, 'value', left.name, right?.name)];
}

const isFile = (value: unknown): boolean => typeof value === 'string' && isAbsolute(value);

function isPlain(value: unknown): value is Exports {
  return (
    value !== null &&
    typeof value === 'object' &&
    [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object)
  );
}

function found(path: string, kind: Difference['kind'], theirs: unknown, ours: unknown): Difference {
  return { path, kind, theirs: String(theirs), ours: String(ours) };
}
