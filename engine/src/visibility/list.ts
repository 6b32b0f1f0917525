/** One page of a list. */
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import type { AttributeScalar } from '../model/search-attribute';
import type { ListReply, ListRequest } from '../model/visibility';
import type { Store } from '../store/contract';
import type { Attribute, Candidate } from './attributes';
import { collect, walkCollected } from './collect';
import { compareAttribute, compareValues } from './comparison';
import { type Filter, readFilter } from './filter';
import { namesFor } from './names';
import { type Cursor, readToken, writeToken } from './page-token';
import { type Found, type Next, type Reading, walkEntries, walkPlaces } from './places';
import { bestSource, type Plan, planList } from './plan';
import { readCandidates, readExecutions } from './rows';
import { EVERYTHING, type Source } from './source';
import { compareText } from '../model/compare-text';

interface Page {
  readonly found: readonly Found[];
  /** Absent: nothing more. */
  readonly cursor?: Cursor;
}

interface Asked {
  readonly reading: Reading;
  readonly filter: Filter;
  readonly pageSize: number;
  readonly cursor?: Cursor;
}

export async function listExecutions(store: Store, request: ListRequest): Promise<ListReply> {
  const { kind, query = '', pageToken } = request;
  const reading = { store, kind };
  const pageSize = pageSizeOf(request);
  const cursor = pageToken ? readToken(pageToken, kind, query) : undefined;
  const filter = readFilter(query, await namesFor(store, kind, query), 'list');
  const page = await pageOf({ reading, filter, pageSize, cursor });
  const executions = await readExecutions(reading, page.found);
  return page.cursor ? { executions, nextPageToken: writeToken(page.cursor, kind, query) } : { executions };
}

function pageSizeOf({ pageSize }: ListRequest): number {
  if (!pageSize) return LIMITS.listPage;
  if (Number.isInteger(pageSize) && pageSize > 0) return Math.min(pageSize, LIMITS.listPage);
  throw new EngineError(
    'INVALID_ARGUMENT',
    `pageSize is ${pageSize}: give a whole number from 1 to ${LIMITS.listPage}`,
  );
}

async function pageOf(asked: Asked): Promise<Page> {
  const { reading, filter, pageSize, cursor } = asked;
  if (cursor?.in === 'entry' || cursor?.in === 'absent') return pageByEntries(asked);
  const plan = await planList(reading, filter, pageSize);
  if (plan.by === 'sort' || cursor?.in === 'sorted') return sortedPage(asked, plan);
  if (plan.by === 'entries') return pageByEntries(asked);
  const at = cursor?.at ?? '';
  const reverse = filter.orderBy[0]?.descending === false;
  const collected = async (source: Source, from: string, size: number): Promise<Page> =>
    fill(
      { reading, pageSize: size },
      walkCollected(await collect(reading, source, filter.window), from, reverse),
      filter,
    );
  if (plan.by === 'collect') return collected(plan.source, at, pageSize);
  const { source, otherwise } = plan;
  const page = await fill(asked, walkPlaces(reading, source, filter.window, at, reverse), filter, {
    looks: otherwise?.after,
  });
  if (!otherwise || !page.cursor || page.found.length === pageSize) return page;
  const rest = await collected(otherwise.source, page.cursor.at, pageSize - page.found.length);
  return { ...rest, found: [...page.found, ...rest.found] };
}

interface FillOptions {
  /** What cursors speak of. */
  readonly where?: 'places' | 'entry' | 'absent';
  /** Runs that are looked at for one page. */
  readonly looks?: number;
}

/** Takes candidates in their order until the page is full, or enough have been looked at. */
async function fill(
  { reading, pageSize }: Pick<Asked, 'reading' | 'pageSize'>,
  next: Next,
  { fields, holds }: Pick<Filter, 'fields' | 'holds'>,
  { where = 'places', looks = LIMITS.listCandidates }: FillOptions = {},
): Promise<Page> {
  const found: Found[] = [];
  for (let looked = 0; looked < looks;) {
    const missing = pageSize - found.length;
    // More than are missing when few of those before passed.
    const wanted = looked === 0 ? missing : Math.max(missing, Math.min(LIMITS.listRows, looked));
    const piece = await next(wanted);
    if (piece.length === 0) return { found };
    const candidates = await readCandidates(reading, piece, fields);
    for (const [index, candidate] of candidates.entries()) {
      if (!candidate || !holds(candidate)) continue;
      const one = piece[index] as Found;
      found.push(one);
      if (found.length === pageSize) return { found, cursor: { in: where, at: one.cursor } };
    }
    looked += piece.length;
    if (looked >= looks) return { found, cursor: { in: where, at: (piece.at(-1) as Found).cursor } };
  }
  return { found };
}

/** Along the entries of the attribute; runs without it come last, newest first. */
async function pageByEntries(asked: Asked): Promise<Page> {
  const { reading, filter, pageSize, cursor } = asked;
  const { attribute, descending } = filter.orderBy[0] as Filter['orderBy'][number];
  let found: readonly Found[] = [];
  if (cursor?.in !== 'absent') {
    const { start, end } = attribute.index as NonNullable<Attribute['index']>;
    const next = walkEntries(reading, { min: start, max: end }, cursor?.at ?? '', descending);
    const page = await fill(asked, next, filter, { where: 'entry' });
    if (page.cursor) return page;
    found = page.found;
  }
  const absent = compareAttribute({ attribute, operator: 'NULL', negated: false, values: [] });
  const next = walkPlaces(reading, EVERYTHING, filter.window, cursor?.in === 'absent' ? cursor.at : '', false);
  const without = {
    fields: [...new Set([...filter.fields, ...absent.fields])],
    holds: (candidate: Candidate) => absent.holds(candidate) && filter.holds(candidate),
  };
  const rest = await fill({ reading, pageSize: pageSize - found.length }, next, without, {
    where: 'absent',
  });
  return { ...rest, found: [...found, ...rest.found] };
}

interface Sorted {
  readonly one: Found;
  readonly values: readonly (AttributeScalar | null)[];
}

/** Reads all that pass and sorts them; every page does it again. */
async function sortedPage(asked: Asked, plan: Plan): Promise<Page> {
  const { reading, filter, pageSize, cursor } = asked;
  // A list that was begun by sorting goes on so, although it has grown since.
  const source = plan.by === 'entries' ? await bestSource(reading, filter) : plan.source;
  const all = await collect(reading, source, filter.window);
  const attributes = filter.orderBy.map(({ attribute }) => attribute);
  const fields = [...new Set([...filter.fields, ...attributes.flatMap((attribute) => attribute.fields)])];
  const candidates = await readCandidates(reading, all, fields);
  const passed = candidates.flatMap((candidate, index): Sorted[] => {
    if (!candidate || !filter.holds(candidate)) return [];
    const values = attributes.map((attribute) => attribute.values(candidate)[0] ?? null);
    return [{ one: all[index] as Found, values }];
  });
  const order = orderOf(filter);
  passed.sort(order);
  const from =
    cursor?.in === 'sorted' ? { one: { shard: 0, place: cursor.at, cursor: '' }, values: cursor.values } : undefined;
  const left = from ? passed.filter((one) => order(one, from) > 0) : passed;
  const page = left.slice(0, pageSize);
  const last = page.at(-1);
  const found = page.map(({ one }) => one);
  return left.length > page.length && last
    ? { found, cursor: { in: 'sorted', at: last.one.place, values: last.values } }
    : { found };
}

/** What has no value comes last; equals come newest first. */
function orderOf({ orderBy }: Filter): (a: Sorted, b: Sorted) => number {
  return (a, b) => {
    for (const [index, { descending }] of orderBy.entries()) {
      const [left = null, right = null] = [a.values[index], b.values[index]];
      if (left === null && right === null) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const compared = compareValues(left, right);
      if (compared !== 0) return descending ? -compared : compared;
    }
    return compareText(a.one.place, b.one.place);
  };
}
