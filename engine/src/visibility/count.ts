/** How many executions a filter selects: from the index where it can tell, else by looking at each. */
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import { RUN_STATUSES, type RunStatus } from '../model/status';
import type { CountReply, CountRequest } from '../model/visibility';
import type { Store } from '../store/contract';
import { collect, walkCollected } from './collect';
import { type Filter, readFilter } from './filter';
import { namesFor } from './names';
import { type Reading, walkPlaces } from './places';
import { bestSource, countRanges } from './plan';
import { readCandidates } from './rows';
import { EVERYTHING, rangesOf, type Source } from './source';

export async function countExecutions(store: Store, { kind, query = '' }: CountRequest): Promise<CountReply> {
  const reading = { store, kind };
  const filter = readFilter(query, await namesFor(store, kind, query), 'count');
  const tally = (await countedByIndex(reading, filter)) ?? (await countedOneByOne(reading, filter));
  const count = [...tally.values()].reduce((sum, of) => sum + of, 0);
  if (!filter.grouped) return { count, groups: [] };
  const groups = RUN_STATUSES.flatMap((status) => {
    const of = tally.get(status) ?? 0;
    return of === 0 ? [] : [{ status, count: of }];
  });
  return { count, groups };
}

type Tally = ReadonlyMap<RunStatus | undefined, number>;

/** Undefined where the index does not tell. */
async function countedByIndex(reading: Reading, filter: Filter): Promise<Tally | undefined> {
  const { exact, grouped, window } = filter;
  if (exact === undefined || (grouped && exact !== 'window')) return undefined;
  const source: Source = exact === 'window' ? EVERYTHING : exact;
  if (source.kind === 'runs') return undefined;
  const counts = await countRanges(reading, rangesOf(source, window));
  if (exact === 'window') return new Map(RUN_STATUSES.map((status, index) => [status, counts[index] ?? 0]));
  return new Map([[undefined, counts.reduce((sum, count) => sum + count, 0)]]);
}

async function countedOneByOne(reading: Reading, filter: Filter): Promise<Tally> {
  const source = await bestSource(reading, filter);
  const walked = source.kind === 'spans' ? await narrowed(reading, source) : source;
  const next =
    walked.kind === 'places'
      ? walkPlaces(reading, walked, filter.window, '', false)
      : walkCollected(await collect(reading, walked, filter.window), '', false);
  const tally = new Map<RunStatus | undefined, number>();
  const fields = [...new Set([...filter.fields, 'status'])];
  for (let looked = 0; ;) {
    const piece = await next(LIMITS.listRows);
    if (piece.length === 0) return tally;
    for (const candidate of await readCandidates(reading, piece, fields)) {
      if (!candidate || !filter.holds(candidate)) continue;
      const status = candidate.row['status'] as RunStatus;
      tally.set(status, (tally.get(status) ?? 0) + 1);
    }
    looked += piece.length;
    if (looked > LIMITS.listCounted) throw tooMuch();
  }
}

/** Ranges of values with many runs are not collected: everything is walked instead. */
async function narrowed(reading: Reading, source: Extract<Source, { kind: 'spans' }>): Promise<Source> {
  const counts = await countRanges(reading, source.ranges);
  return counts.reduce((sum, count) => sum + count, 0) <= LIMITS.listCandidates ? source : EVERYTHING;
}

function tooMuch(): EngineError {
  return new EngineError(
    'INVALID_ARGUMENT',
    `More than ${LIMITS.listCounted} executions would have to be looked at one by one: count by a single condition on an indexed ` +
      'attribute, or narrow the query',
    { limit: LIMITS.listCounted },
  );
}
