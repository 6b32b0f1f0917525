/** Finds records by entries of our own: the smallest source first, what is left by other sources or by the fields. */
import { compareText } from '../model/compare-text';
import type { StoredIndex } from '../model/record-index';
import type { Namespace } from '../namespace/namespace';
import { entityOfKey } from './check';
import type { FoundRecord, RecordPage } from './contract';
import { countOf, firstPlaces, nameOfPlace, placesIn } from './places';
import { fieldsOf, matches, type RecordQuery } from './query';
import { readFields } from './rows';
import { placesByNumber, sortedByText } from './sort';
import { everything, type RecordSource, sourcesOf } from './source';

/** One search. Conditions are weighed once in it: the same ones are looked at by several steps. */
interface Search {
  readonly namespace: Namespace;
  readonly index: StoredIndex;
  readonly weighed: Map<RecordQuery, Promise<Weighed>>;
}

export function beginSearch(namespace: Namespace, index: StoredIndex): Search {
  return { namespace, index, weighed: new Map() };
}

interface Weighed extends RecordSource {
  readonly count: number;
  /** The condition that holds for all that it has; absent: it has others too. */
  readonly covers?: RecordQuery;
}

/** Reading a row costs about as much as so many entries. */
const ENTRIES_PER_ROW = 2;

export async function searchRecords(
  search: Search,
  query: RecordQuery,
  page: RecordPage,
): Promise<{ readonly count: number; readonly records: readonly FoundRecord[] }> {
  if (page.sortBy && search.index.fields[page.sortBy.field]?.type === 'NUMERIC')
    return alongNumbers(search, query, page);
  const walked = page.sortBy ? undefined : await walk(search, query, page);
  if (walked) return { count: walked.count, records: await readPage(search, walked.places, page) };
  const places = await select(search, query);
  const ordered = page.sortBy ? await sortedByText(search.namespace, places, page.sortBy) : places;
  const records = await readPage(search, ordered.slice(page.offset, page.offset + page.size), page);
  return { count: places.length, records };
}

/** The page along the index, where that has the records in their order; the rest of them is not looked at. */
async function walk(
  search: Search,
  query: RecordQuery,
  { offset, size }: RecordPage,
): Promise<{ readonly count: number; readonly places: readonly string[] } | undefined> {
  const { exact, once, ordered, ranges, count } = await best(search, query);
  if (!exact || !once || !ordered) return undefined;
  const places = await firstPlaces(search.namespace.store, ranges, offset + size);
  return { count, places: places.slice(offset) };
}

/** The page along the entries of the field that it is sorted by; records without a number come last. */
async function alongNumbers(
  search: Search,
  query: RecordQuery,
  page: RecordPage,
): Promise<{ readonly count: number; readonly records: readonly FoundRecord[] }> {
  const { offset, size, sortBy } = page;
  const isAll = query.is === 'all' && query.of.length === 0;
  const selected = isAll ? undefined : await select(search, query);
  const count = selected?.length ?? (await best(search, query)).count;
  const wanted = selected && new Set(selected);
  const upTo = Math.min(offset + size, count);
  const { store } = search.namespace;
  const places = await placesByNumber(store, { index: search.index.name, upTo, wanted, sortBy });
  if (places.length < upTo) {
    const seen = new Set(places);
    places.push(...(selected ?? (await select(search, query))).filter((place) => !seen.has(place)));
  }
  return { count, records: await readPage(search, places.slice(offset, offset + size), page) };
}

async function readPage(search: Search, places: readonly string[], page: RecordPage): Promise<readonly FoundRecord[]> {
  const names = places.map(nameOfPlace);
  const rows = await readFields(search.namespace, names, page.fields);
  return names.flatMap((name, index) => {
    const fields = rows[index];
    return fields ? [{ ...nameParts(name), fields }] : [];
  });
}

export async function countRecords(search: Search, query: RecordQuery): Promise<number> {
  const { exact, once, count } = await best(search, query);
  return exact && once ? count : (await select(search, query)).length;
}

/** Places of the records that the query selects, newest first. */
async function select(search: Search, query: RecordQuery): Promise<readonly string[]> {
  const { store } = search.namespace;
  if (query.is === 'any' && query.of.length > 0) {
    const parts = await Promise.all(query.of.map((part) => select(search, part)));
    return [...new Set(parts.flat())].sort(compareText);
  }
  const first = await best(search, query);
  const places = await placesIn(store, first.ranges);
  if (first.exact) return places;
  return narrow(search, query, first, places);
}

/** Those of the candidates that fulfil the rest too. */
async function narrow(
  search: Search,
  query: RecordQuery,
  first: Weighed,
  candidates: readonly string[],
): Promise<readonly string[]> {
  const parts = query.is === 'all' ? query.of.filter((part) => part !== first.covers) : [query];
  let places = candidates;
  const rest: RecordQuery[] = [];
  for (const part of parts) {
    const source = await best(search, part);
    if (!source.exact || source.count > ENTRIES_PER_ROW * places.length) {
      rest.push(part);
      continue;
    }
    const wanted = new Set(await placesIn(search.namespace.store, source.ranges));
    places = places.filter((place) => wanted.has(place));
  }
  return rest.length === 0 ? places : byFields(search, { is: 'all', of: rest }, places);
}

async function byFields(search: Search, query: RecordQuery, places: readonly string[]): Promise<readonly string[]> {
  const rows = await readFields(search.namespace, places.map(nameOfPlace), fieldsOf(query));
  return places.filter((_, at) => {
    const row = rows[at];
    return row !== undefined && matches(query, search.index, row);
  });
}

/** The source with the fewest entries. Of several conditions it is the source of one of them, and so not exact. */
function best(search: Search, query: RecordQuery): Promise<Weighed> {
  const known = search.weighed.get(query) ?? weigh(search, query);
  search.weighed.set(query, known);
  return known;
}

async function weigh(search: Search, query: RecordQuery): Promise<Weighed> {
  const { store } = search.namespace;
  if (query.is === 'any') return anyOf(search, query);
  if (query.is !== 'all') return smallest(store, sourcesOf(query, search.index));
  if (query.of.length === 0) return smallest(store, [everything(search.index)]);
  const parts = await Promise.all(query.of.map(async (part) => ({ part, source: await best(search, part) })));
  const [first] = parts.sort((a, b) => a.source.count - b.source.count);
  const { part, source } = first as (typeof parts)[number];
  if (parts.length === 1) return source;
  return { ...source, exact: false, ...(source.exact ? { covers: part } : {}) };
}

async function anyOf(search: Search, query: Extract<RecordQuery, { is: 'any' }>): Promise<Weighed> {
  if (query.of.length === 0) return best(search, { is: 'all', of: [] });
  const parts = await Promise.all(query.of.map((part) => best(search, part)));
  return {
    ranges: parts.flatMap(({ ranges }) => ranges),
    count: parts.reduce((sum, { count }) => sum + count, 0),
    exact: parts.every(({ exact }) => exact),
    once: false,
    ordered: false,
  };
}

async function smallest(store: Namespace['store'], sources: readonly RecordSource[]): Promise<Weighed> {
  const weighed = await Promise.all(
    sources.map(async (source) => ({ ...source, count: await countOf(store, source.ranges) })),
  );
  const [first] = weighed.sort((a, b) => a.count - b.count);
  return first ?? { ranges: [], exact: true, once: true, ordered: true, count: 0 };
}

function nameParts(name: string): Pick<FoundRecord, 'entity' | 'workflowId'> {
  const at = name.indexOf(':');
  return { entity: entityOfKey(name.slice(0, at)), workflowId: name.slice(at + 1) };
}
