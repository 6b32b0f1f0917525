/**
 * Places of runs in order, over all shards, read in pieces. Owns where it stands in each shard, and nothing else.
 *
 * 1. Within a piece of one shard every run that was there throughout is seen: all ranges are read in one call, and only
 *    as far as all of them were read.
 * 2. A run's place never changes, so a cursor is a place, and what comes behind it has not been seen before.
 */
import { compareText } from '../model/compare-text';
import { LIMITS } from '../limits';
import type { EntryRange, Store } from '../store/contract';
import { placeRange, type Source, type Window } from './source';

/** A run's place and its shard; `cursor` is where reading goes on behind it. */
export interface Found {
  readonly shard: number;
  readonly place: string;
  readonly cursor: string;
}

export interface Reading {
  readonly store: Store;
  readonly kind: string;
}

/** Answers the next ones in order, about `count` of them; none: that was all. */
export type Next = (count: number) => Promise<readonly Found[]>;

/** Runs of a source, newest first, or oldest first. */
export function walkPlaces(
  reading: Reading,
  source: Extract<Source, { kind: 'places' }>,
  window: Window,
  cursor: string,
  reverse: boolean,
): Next {
  const rangesFrom = (from: string): readonly EntryRange[] =>
    source.prefixes.map((prefix) => placeRange(prefix, window, from, reverse));
  return merged(reading, { rangesFrom, cursor, reverse, whole: false });
}

/** Entries of one range in the order of their values. */
export function walkEntries(reading: Reading, range: EntryRange, cursor: string, reverse: boolean): Next {
  const rangesFrom = (from: string): readonly EntryRange[] => {
    if (from === '') return [range];
    return [reverse ? { min: range.min, max: from } : { min: from, max: range.max }];
  };
  return merged(reading, { rangesFrom, cursor, reverse, whole: true });
}

interface Walk {
  readonly rangesFrom: (cursor: string) => readonly EntryRange[];
  readonly cursor: string;
  readonly reverse: boolean;
  readonly whole: boolean;
}

function merged(reading: Reading, walk: Walk): Next {
  const shards = Array.from({ length: reading.store.shards }, (_, shard) => shardWalk(reading, shard, walk));
  return async (count) => {
    const found: Found[] = [];
    for (;;) {
      await Promise.all(shards.map((shard) => shard.fill(count)));
      const next = firstOf(shards, walk.reverse);
      if (!next) return found;
      // Until one has to read again: then all that need it do so together.
      for (let from: ShardWalk | undefined = next; from; from = firstOf(shards, walk.reverse)) {
        found.push(from.take());
        if (found.length >= count) return found;
        if (from.isEmpty()) break;
      }
    }
  };
}

interface ShardWalk {
  fill(wanted: number): Promise<void>;
  peek(): string | undefined;
  take(): Found;
  /** Nothing at hand, and there may be more. */
  isEmpty(): boolean;
}

function firstOf(shards: readonly ShardWalk[], reverse: boolean): ShardWalk | undefined {
  let best: ShardWalk | undefined;
  for (const shard of shards) {
    const key = shard.peek();
    const bestKey = best?.peek();
    if (key === undefined) continue;
    if (bestKey === undefined || compareText(key, bestKey) < 0 !== reverse) best = shard;
  }
  return best;
}

function shardWalk({ store, kind }: Reading, shard: number, walk: Walk): ShardWalk {
  const { reverse, whole } = walk;
  let cursor = walk.cursor;
  let buffer: string[] = [];
  let at = 0;
  let ended = false;
  return {
    async fill(wanted) {
      while (at >= buffer.length && !ended) {
        const ranges = walk.rangesFrom(cursor);
        const limit = pieceSize(ranges.length, wanted, whole);
        const pieces = await store.listEntries(shard, { kind, ranges, limit, reverse, whole });
        const piece = seenEverywhere(pieces, limit, reverse);
        buffer = piece.entries;
        ended = piece.ended;
        at = 0;
        cursor = buffer.at(-1) ?? cursor;
      }
    },
    peek: () => buffer[at],
    take() {
      const key = buffer[at++] as string;
      return { shard, place: key.slice(key.lastIndexOf('\0') + 1), cursor: key };
    },
    isEmpty: () => at >= buffer.length && !ended,
  };
}

/** Whole entries can be long. Of many ranges each gives less, so that one call stays short. */
function pieceSize(ranges: number, wanted: number, whole: boolean): number {
  const most = Math.max(20, Math.floor(LIMITS.listEntries / (whole ? 4 : 1) / ranges));
  return Math.min(most, wanted + 1);
}

/** In order and each once, as far as every range was read. */
function seenEverywhere(
  pieces: readonly (readonly string[])[],
  limit: number,
  reverse: boolean,
): { readonly entries: string[]; readonly ended: boolean } {
  const inOrder = (a: string, b: string): number => (reverse ? compareText(b, a) : compareText(a, b));
  const ends = pieces.flatMap((piece) => (piece.length < limit ? [] : [piece[piece.length - 1] as string]));
  const [end] = ends.sort(inOrder);
  const all = pieces.length === 1 ? [...(pieces[0] ?? [])] : [...new Set(pieces.flat())].sort(inOrder);
  if (end === undefined) return { entries: all, ended: true };
  return { entries: all.filter((entry) => inOrder(entry, end) <= 0), ended: false };
}
