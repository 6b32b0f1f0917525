/**
 * A sorted set as Redis has it: members by score, equal scores by the bytes of the member. Kept in chunks, so that sets
 * of a million members stay quick to change.
 */
import { compareText } from '../../model/compare-text';

interface Entry {
  readonly member: string;
  readonly score: number;
}

/** A chunk of twice this many entries is split. */
const CHUNK = 256;

export class SortedSet {
  readonly #scores = new Map<string, number>();
  /** None is empty. */
  readonly #chunks: Entry[][] = [];

  get size(): number {
    return this.#scores.size;
  }

  score(member: string): number | undefined {
    return this.#scores.get(member);
  }

  set(member: string, score: number): void {
    if (this.#scores.get(member) === score) return;
    this.delete(member);
    this.#scores.set(member, score);
    const entry = { member, score };
    const at = this.#chunkOf(entry);
    const chunk = this.#chunks[at];
    if (!chunk) {
      this.#chunks.push([entry]);
      return;
    }
    chunk.splice(placeIn(chunk, entry), 0, entry);
    if (chunk.length >= 2 * CHUNK) this.#chunks.splice(at, 1, chunk.slice(0, CHUNK), chunk.slice(CHUNK));
  }

  delete(member: string): void {
    const score = this.#scores.get(member);
    if (score === undefined) return;
    const entry = { member, score };
    const at = this.#chunkOf(entry);
    const chunk = this.#chunks[at] as Entry[];
    chunk.splice(placeIn(chunk, entry), 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
    this.#scores.delete(member);
  }

  first(): Entry | undefined {
    return this.#chunks[0]?.[0];
  }

  last(): Entry | undefined {
    return this.#chunks.at(-1)?.at(-1);
  }

  /** Members with at most this score, lowest first. */
  upTo(score: number, limit = Infinity): string[] {
    const found: string[] = [];
    for (const entry of this.#from(0, 0)) {
      if (found.length >= limit || entry.score > score) break;
      found.push(entry.member);
    }
    return found;
  }

  /** Members between two texts, for sets whose scores are all 0; the bounds do not belong to it. */
  between(min: string, max: string, limit: number, reverse = false): string[] {
    const from = this.#rank({ member: min, score: 0 }, true);
    const to = this.#rank({ member: max, score: 0 }, false);
    const count = Math.min(limit, Math.max(0, to - from));
    const members = this.slice(reverse ? to - count : from, count);
    return reverse ? members.reverse() : members;
  }

  countBetween(min: string, max: string): number {
    return Math.max(0, this.#rank({ member: max, score: 0 }, false) - this.#rank({ member: min, score: 0 }, true));
  }

  members(): string[] {
    return this.slice(0, this.size);
  }

  toRecord(): Record<string, number> {
    return Object.fromEntries(this.#chunks.flat().map(({ member, score }) => [member, score]));
  }

  /** So many members from a rank on. */
  slice(rank: number, count: number): string[] {
    const found: string[] = [];
    let at = 0;
    let skip = rank;
    while (at < this.#chunks.length && skip >= (this.#chunks[at] as Entry[]).length) {
      skip -= (this.#chunks[at++] as Entry[]).length;
    }
    for (const { member } of this.#from(at, skip)) {
      if (found.length >= count) break;
      found.push(member);
    }
    return found;
  }

  *#from(chunk: number, index: number): Iterable<Entry> {
    for (let at = chunk; at < this.#chunks.length; at++) {
      const entries = this.#chunks[at] as Entry[];
      for (let i = at === chunk ? index : 0; i < entries.length; i++) yield entries[i] as Entry;
    }
  }

  /** How many entries come before this one, itself counted when `including`. */
  #rank(entry: Entry, including: boolean): number {
    const at = this.#chunkOf(entry);
    const chunk = this.#chunks[at];
    if (!chunk) return 0;
    const place = placeIn(chunk, entry);
    const isThere = including && this.#scores.get(entry.member) === entry.score;
    return this.#chunks.slice(0, at).reduce((sum, { length }) => sum + length, place + (isThere ? 1 : 0));
  }

  /** The last chunk that begins at or before the entry; the first one when none does. */
  #chunkOf(entry: Entry): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(entry, (this.#chunks[middle] as Entry[])[0] as Entry)) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low - 1);
  }
}

/** Index of the first entry that does not come before this one. */
function placeIn(chunk: readonly Entry[], entry: Entry): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(chunk[middle] as Entry, entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.score < b.score || (a.score === b.score && compareText(a.member, b.member) < 0);
}
