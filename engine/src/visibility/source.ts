/** Where candidates for a list are found in the index. A source may have more runs than a filter selects, never fewer. */
import { RUN_STATUSES } from '../model/status';
import type { EntryRange } from '../store/contract';
import { ENTRY_START, placeOf } from '../store/index-entries';

export type Source =
  /** Entries of one value each, up to the place: within each of them runs come newest first. */
  | { readonly kind: 'places'; readonly prefixes: readonly string[] }
  /** Ranges of values; runs come in no order. */
  | { readonly kind: 'spans'; readonly ranges: readonly EntryRange[] }
  | { readonly kind: 'runs'; readonly runIds: readonly string[] };

/** When runs started: whole milliseconds, inclusive. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

export const ANY_TIME: Window = { fromMs: -Infinity, toMs: Infinity };

export function overlap(a: Window, b: Window): Window {
  return { fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) };
}

/** Everything of a kind: each run has one status. */
export const EVERYTHING: Extract<Source, { kind: 'places' }> = {
  kind: 'places',
  prefixes: RUN_STATUSES.map((status) => `${ENTRY_START.status}${status}\0`),
};

/** What comes behind a zero byte at the end of a prefix. */
const AFTER_ZERO = '\u0001';

/**
 * Entries of one value within a window, behind a place in the direction of reading. A place alone is a bound before all
 * runs of its millisecond.
 */
export function placeRange(prefix: string, { fromMs, toMs }: Window, cursor: string, reverse: boolean): EntryRange {
  const first = toMs === Infinity ? '' : placeOf(toMs);
  const last = fromMs === -Infinity ? undefined : placeOf(fromMs - 1);
  const min = !reverse && cursor > first ? cursor : first;
  const max = reverse && cursor !== '' && (last === undefined || cursor < last) ? cursor : last;
  return { min: prefix + min, max: max === undefined ? prefix.slice(0, -1) + AFTER_ZERO : prefix + max };
}

/** The same source as ranges, for counting and collecting. */
export function rangesOf(source: Exclude<Source, { kind: 'runs' }>, window: Window): readonly EntryRange[] {
  if (source.kind === 'spans') return source.ranges;
  return source.prefixes.map((prefix) => placeRange(prefix, window, '', false));
}

/** Runs of either; undefined where nothing covers both. */
export function union(a: Source, b: Source): Source | undefined {
  if (a.kind === 'runs' || b.kind === 'runs') {
    return a.kind === 'runs' && b.kind === 'runs'
      ? { kind: 'runs', runIds: [...new Set([...a.runIds, ...b.runIds])] }
      : undefined;
  }
  if (a.kind === 'places' && b.kind === 'places') {
    return { kind: 'places', prefixes: [...new Set([...a.prefixes, ...b.prefixes])] };
  }
  return { kind: 'spans', ranges: [...rangesOf(a, ANY_TIME), ...rangesOf(b, ANY_TIME)] };
}
