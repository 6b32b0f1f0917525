/** Orders of records other than by their begin. */
import { LIMITS } from '../limits';
import { compareText } from '../model/compare-text';
import type { Namespace } from '../namespace/namespace';
import type { Store } from '../store/contract';
import { RECORD_ENTRY } from '../store/record-terms';
import { walkEntries } from '../visibility/places';
import type { RecordPage } from './contract';
import { KIND, nameOfPlace } from './places';
import { readFields } from './rows';
import { numberRange } from './source';
import { termStart } from './terms';

type SortBy = NonNullable<RecordPage['sortBy']>;

interface NumberWalk {
  readonly index: string;
  readonly sortBy: SortBy | undefined;
  /** So many places are enough. */
  readonly upTo: number;
  /** Only these. */
  readonly wanted: ReadonlySet<string> | undefined;
}

/** Places in the order of the numbers of a field: as many as are asked for, or all that have one. */
export async function placesByNumber(store: Store, { index, sortBy, upTo, wanted }: NumberWalk): Promise<string[]> {
  const { field = '', descending = false } = sortBy ?? {};
  const range = numberRange(RECORD_ENTRY.field + termStart(index, field), {});
  const next = walkEntries({ store, kind: KIND }, range, '', descending);
  const places: string[] = [];
  while (places.length < upTo) {
    const piece = await next(Math.min(LIMITS.listEntries, wanted ? LIMITS.listEntries : upTo - places.length));
    if (piece.length === 0) break;
    for (const { place } of piece) if (!wanted || wanted.has(place)) places.push(place);
  }
  return places;
}

/** By the text of a field in any case; records without one come last. */
export async function sortedByText(
  namespace: Namespace,
  places: readonly string[],
  { field, descending }: SortBy,
): Promise<readonly string[]> {
  const rows = await readFields(namespace, places.map(nameOfPlace), [field]);
  const keyed = places.map((place, at) => ({ place, key: rows[at]?.[field]?.toLowerCase() }));
  const sign = descending ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
      return sign * compareText(a.key, b.key);
    })
    .map(({ place }) => place);
}
