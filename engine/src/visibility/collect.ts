/** All runs of a source at once, for lists whose order the index does not have. Bounded by who asks: see plan.ts. */
import { compareText } from '../model/compare-text';
import { EngineError } from '../errors';
import { LIMITS } from '../limits';
import { placeOf } from '../store/index-entries';
import { type Found, type Next, type Reading, walkEntries } from './places';
import { ANY_TIME, rangesOf, type Source, type Window } from './source';

/** Newest first. */
export async function collect(reading: Reading, source: Source, window: Window): Promise<readonly Found[]> {
  if (source.kind === 'runs') return inOrder(await findRuns(reading, source.runIds));
  const found = new Map<string, Found>();
  for (const range of rangesOf(source, source.kind === 'places' ? window : ANY_TIME)) {
    const next = walkEntries(reading, range, '', false);
    for (let piece = await next(LIMITS.listEntries); piece.length > 0; piece = await next(LIMITS.listEntries)) {
      for (const { shard, place } of piece) found.set(place, { shard, place, cursor: place });
      if (found.size > 2 * LIMITS.listCandidates) throw tooMany();
    }
  }
  return inOrder([...found.values()].filter(({ place }) => isWithin(place, window)));
}

/** As a walk answers them, behind a cursor. */
export function walkCollected(found: readonly Found[], cursor: string, reverse: boolean): Next {
  const ordered = reverse ? [...found].reverse() : found;
  let at =
    cursor === ''
      ? 0
      : ordered.findIndex(({ place }) => compareText(place, cursor) > 0 !== reverse && place !== cursor);
  if (at < 0) at = ordered.length;
  return (count) => {
    const piece = ordered.slice(at, at + count);
    at += piece.length;
    return Promise.resolve(piece);
  };
}

async function findRuns({ store, kind }: Reading, runIds: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (let shard = 0; shard < store.shards; shard++) {
    const rows = await store.readRows(shard, { runIds, fields: ['started', 'kind'] });
    for (const [index, row] of rows.entries()) {
      const { started, kind: of = 'workflow' } = row ?? {};
      if (started === undefined || of !== kind) continue;
      const place = placeOf(Number(started)) + (runIds[index] as string);
      found.push({ shard, place, cursor: place });
    }
  }
  return found;
}

function isWithin(place: string, { fromMs, toMs }: Window): boolean {
  if (toMs !== Infinity && place < placeOf(toMs)) return false;
  return fromMs === -Infinity || place < placeOf(fromMs - 1);
}

function inOrder(found: Found[]): Found[] {
  return found.sort((a, b) => compareText(a.place, b.place));
}

export function tooMany(): EngineError {
  return new EngineError(
    'INVALID_ARGUMENT',
    `The query selects too many executions to sort them: add a condition that selects fewer than ${LIMITS.listSorted}, or leave ` +
      'out ORDER BY, or sort by one attribute that has an index',
    { limit: LIMITS.listSorted },
  );
}
