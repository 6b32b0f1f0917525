/** Chooses how a list is made: which source of candidates, walked or collected. */
import { LIMITS } from '../limits';
import type { EntryRange } from '../store/contract';
import { tooMany } from './collect';
import type { Filter } from './filter';
import type { Reading } from './places';
import { EVERYTHING, rangesOf, type Source } from './source';

export type Plan =
  /** By start, along the index. */
  | {
      readonly by: 'walk';
      readonly source: Extract<Source, { kind: 'places' }>;
      /** Collected instead once so many runs were looked at in vain: those that pass lie close together. */
      readonly otherwise?: { readonly source: Source; readonly after: number };
    }
  /** By start, from all runs of a small source. */
  | { readonly by: 'collect'; readonly source: Source }
  /** By one attribute, along its entries; what has none comes last. */
  | { readonly by: 'entries' }
  /** By any attributes: all runs of a small source are read and sorted. */
  | { readonly by: 'sort'; readonly source: Source };

interface Weighed {
  readonly source: Source;
  readonly count: number;
}

export async function planList(reading: Reading, filter: Filter, pageSize: number): Promise<Plan> {
  const weighed = await weigh(reading, filter);
  const [best] = weighed as [Weighed];
  const total = weighed.find(({ source }) => source === EVERYTHING)?.count ?? 0;
  return isByStart(filter) ? planByStart(weighed, best, pageSize) : planByAttribute(filter, best, total, pageSize);
}

/** The source with the fewest runs. */
export async function bestSource(reading: Reading, filter: Filter): Promise<Source> {
  const [best] = (await weigh(reading, filter)) as [Weighed];
  return best.source;
}

/** Ordered by the start alone, as it is without ORDER BY. */
function isByStart({ orderBy }: Filter): boolean {
  return orderBy.length === 0 || (orderBy.length === 1 && orderBy[0]?.attribute.special === 'start');
}

function planByStart(weighed: readonly Weighed[], best: Weighed, pageSize: number): Plan {
  if (best.source.kind === 'places') return { by: 'walk', source: best.source };
  if (best.source.kind === 'runs') return { by: 'collect', source: best.source };
  const along = weighed.find(isAlong) as Weighed & { source: Extract<Source, { kind: 'places' }> };
  // Runs that a walk looks at for a page, when those that are wanted lie evenly among the others.
  const walked = (pageSize * along.count) / Math.max(1, best.count);
  const collects = best.count <= Math.max(LIMITS.listEntries, Math.min(walked, LIMITS.listCandidates));
  if (collects) return { by: 'collect', source: best.source };
  if (best.count > LIMITS.listCandidates) return { by: 'walk', source: along.source };
  const after = Math.ceil(2 * walked) + LIMITS.listRows;
  return { by: 'walk', source: along.source, otherwise: { source: best.source, after } };
}

function isAlong({ source }: Weighed): boolean {
  return source.kind === 'places';
}

function planByAttribute({ orderBy }: Filter, best: Weighed, total: number, pageSize: number): Plan {
  const [first, second] = orderBy;
  const walked = first?.attribute.index && !second ? (pageSize * total) / Math.max(1, best.count) : Infinity;
  if (walked < best.count) return { by: 'entries' };
  if (best.count <= LIMITS.listSorted) return { by: 'sort', source: best.source };
  if (walked < Infinity) return { by: 'entries' };
  throw tooMany();
}

/** Sources by how many runs they have, the fewest first; everything is one of them. */
async function weigh({ store, kind }: Reading, filter: Filter): Promise<readonly Weighed[]> {
  const sources = [...filter.sources, EVERYTHING];
  if (sources.length === 1 && isByStart(filter)) return [{ source: EVERYTHING, count: 0 }];
  const ranges = sources.map((source) => (source.kind === 'runs' ? [] : rangesOf(source, filter.window)));
  const counts = await countRanges({ store, kind }, ranges.flat());
  let at = 0;
  const weighed = sources.map((source, index): Weighed => {
    if (source.kind === 'runs') return { source, count: source.runIds.length };
    const of = counts.slice(at, (at += (ranges[index] as readonly EntryRange[]).length));
    return { source, count: of.reduce((sum, count) => sum + count, 0) };
  });
  return weighed.sort((a, b) => a.count - b.count);
}

/** Entries of each range in all shards together. */
export async function countRanges({ store, kind }: Reading, ranges: readonly EntryRange[]): Promise<readonly number[]> {
  const shards = Array.from({ length: store.shards }, (_, shard) => store.countEntries(shard, kind, ranges));
  const counts = await Promise.all(shards);
  return ranges.map((_, index) => counts.reduce((sum, of) => sum + (of[index] ?? 0), 0));
}
