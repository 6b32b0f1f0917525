/**
 * Definitions of record indexes as this process knows them, for each shard. What it knows may be old: whoever writes says
 * which version that was, and is refused when there is a newer one.
 */
import { readIndex, type StoredIndex } from '../model/record-index';
import type { Store } from '../store/contract';

export interface KnownIndexes {
  readonly version: number;
  readonly indexes: readonly StoredIndex[];
}

export interface IndexCache {
  of(shard: number): Promise<KnownIndexes>;
  /** What is known has turned out to be old. */
  forget(shard: number): void;
}

const caches = new WeakMap<Store, IndexCache>();

/** One for each store. */
export function indexCache(store: Store): IndexCache {
  const known = caches.get(store) ?? createCache(store);
  caches.set(store, known);
  return known;
}

/** Those that have records of the entity and entries of our own. */
export function indexesOf({ indexes }: KnownIndexes, entity: string): readonly StoredIndex[] {
  return indexes.filter(({ by, entities }) => by === 'entries' && entities.includes(entity));
}

function createCache(store: Store): IndexCache {
  const shards = new Map<number, Promise<KnownIndexes>>();
  return {
    of(shard) {
      const known = shards.get(shard);
      if (known) return known;
      const reading = read(store, shard);
      shards.set(shard, reading);
      reading.catch(() => shards.delete(shard));
      return reading;
    },
    forget: (shard) => void shards.delete(shard),
  };
}

async function read(store: Store, shard: number): Promise<KnownIndexes> {
  const { version, definitions } = await store.recordIndexes(shard);
  return { version, indexes: Object.values(definitions).map(readIndex) };
}
