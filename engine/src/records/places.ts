/** Reads places of records from the list index, over all shards. */
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import { compareText } from '../model/compare-text';
import type { EntryRange, Store } from '../store/contract';

export const KIND = 'record';

/** The first part of a place says when the record began. */
const DIGITS = 13;

export function nameOfPlace(place: string): string {
  return place.slice(DIGITS);
}

/** Entries of each range in all shards together. */
export async function countOf(store: Store, ranges: readonly EntryRange[]): Promise<number> {
  const shards = Array.from({ length: store.shards }, (_, shard) => store.countEntries(shard, KIND, ranges));
  return (await Promise.all(shards)).flat().reduce((sum, count) => sum + count, 0);
}

/** The first so many places of ranges whose records come newest first, each in one of them. */
export async function firstPlaces(
  store: Store,
  ranges: readonly EntryRange[],
  upTo: number,
): Promise<readonly string[]> {
  checkFew(upTo);
  return (await collect(store, ranges, upTo)).sort(compareText).slice(0, upTo);
}

/** Places in all ranges, each once, newest first. LIMIT_EXCEEDED when there are too many. */
export async function placesIn(store: Store, ranges: readonly EntryRange[]): Promise<readonly string[]> {
  const places = [...new Set(await collect(store, ranges, Infinity))];
  checkFew(places.length);
  return places.sort(compareText);
}

/** Of each range in each shard the first so many. */
async function collect(store: Store, ranges: readonly EntryRange[], upTo: number): Promise<string[]> {
  const shards = Array.from({ length: store.shards }, (_, shard) =>
    ranges.map((range) => placesOfRange(store, shard, range, upTo)),
  );
  return (await Promise.all(shards.flat())).flat();
}

async function placesOfRange(
  store: Store,
  shard: number,
  { min, max }: EntryRange,
  upTo: number,
): Promise<readonly string[]> {
  const places: string[] = [];
  for (let from = min; ;) {
    const request = {
      kind: KIND,
      ranges: [{ min: from, max }],
      limit: LIMITS.listEntries,
      reverse: false,
      whole: true,
    };
    const [entries = []] = await store.listEntries(shard, request);
    for (const entry of entries) places.push(entry.slice(entry.lastIndexOf('\0') + 1));
    checkFew(places.length);
    const last = entries.at(-1);
    if (last === undefined || entries.length < LIMITS.listEntries || places.length >= upTo) return places;
    from = last;
  }
}

function checkFew(count: number): void {
  if (count <= LIMITS.recordCandidates) return;
  throw new EngineError(
    'LIMIT_EXCEEDED',
    `The query selects more than ${LIMITS.recordCandidates} records: add a condition that selects fewer`,
    { limit: LIMITS.recordCandidates },
  );
}
