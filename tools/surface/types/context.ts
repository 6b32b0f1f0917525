import ts from 'typescript';
import type { Counterparts } from '../counterparts';
import type { Difference, Extra, Kind } from '../difference';

/**
 * How a program meets a value of a type: it reads what it gets (`out`), passes what it makes (`in`), or may do both.
 * Parameters of what it calls are passed; parameters of the functions it passes are read.
 */
export type Use = 'out' | 'in' | 'both';

export interface Place {
  readonly path: string;
  readonly use: Use;
  /** Steps from the export. */
  readonly depth: number;
}

/** What one comparison found; `extras` are no differences. */
export interface Found {
  readonly differences: readonly Difference[];
  readonly extras: readonly Extra[];
}

/** State of one run: what was compared is not compared again, and recursive types end. */
export interface Context {
  readonly checker: ts.TypeChecker;
  readonly counterparts: Counterparts;
  /** Compares any two types; the files of this folder call each other through it. */
  readonly compare: (context: Context, theirs: ts.Type, ours: ts.Type, place: Place) => Found;
  /** Type parameters of theirs and what stands for them in ours. */
  readonly parameters: Map<ts.Type, ts.Type>;
  /** Theirs, then ours and use; undefined while it is being compared. */
  readonly seen: Seen;
  /** The same for comparisons that only ask whether two types are equal, and report nothing. */
  readonly tried: Seen;
}

export type Seen = Map<ts.Type, Map<ts.Type, Map<Use, boolean | undefined>>>;

/** For a comparison whose findings are thrown away: what it has seen does not count as reported. */
export const onTrial = (context: Context): Context => ({ ...context, seen: context.tried });

export const NOTHING: Found = { differences: [], extras: [] };

export const isEqual = ({ differences }: Found): boolean => differences.length === 0;

export function join(found: Iterable<Found>): Found {
  const all = [...found].filter((one) => one.differences.length > 0 || one.extras.length > 0);
  if (all.length === 0) return NOTHING;
  return { differences: all.flatMap((one) => one.differences), extras: all.flatMap((one) => one.extras) };
}

export function difference({ path }: Place, kind: Kind, theirs: string, ours: string): Found {
  return { differences: [{ path, kind, theirs, ours }], extras: [] };
}

export function extra({ path }: Place, what: string): Found {
  return { differences: [], extras: [{ path, what }] };
}

export function below(place: Place, step: string, use: Use = place.use): Place {
  return { path: `${place.path}${step}`, use, depth: place.depth + 1 };
}

const FLIPPED: { readonly [U in Use]: Use } = { in: 'out', out: 'in', both: 'both' };
export const flipped = (use: Use): Use => FLIPPED[use];

const TEXT_FLAGS =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

export function text({ checker }: Context, type: ts.Type): string {
  return checker
    .typeToString(type, undefined, TEXT_FLAGS)
    .replace(/import\("[^"]*"\)\./g, '')
    .replace(/\s+/g, ' ');
}
