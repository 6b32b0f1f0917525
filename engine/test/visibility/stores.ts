import { freshNamespace, startRedis, testRedisUrl } from '@perdure/testkit';
import { createMemoryStore, createVirtualClock } from '../../src/store/memory';
import { connectRedisStore } from '../../src/store/redis';
import type { Store } from '../../src/store/contract';

export interface TestStore {
  readonly store: Store;
  /** Lets time pass. */
  readonly pass: (ms: number) => Promise<void>;
}

async function inMemory(shards: number): Promise<TestStore> {
  const clock = createVirtualClock();
  return { store: createMemoryStore({ namespace: 'lists', shards, clock }), pass: (ms) => clock.advance(ms) };
}

async function onRedis(redis: string): Promise<TestStore> {
  const store = await connectRedisStore({ redis, namespace: freshNamespace('lists') });
  return { store, pass: () => Promise.resolve() };
}

/** A store for much data. On a Redis of its own: other tests look through all keys of theirs. */
export interface OwnStore extends TestStore {
  close(): Promise<void>;
}

async function onOwnRedis(): Promise<OwnStore> {
  const server = await startRedis();
  const opened = await onRedis(server.url);
  return {
    ...opened,
    async close() {
      await opened.store.close();
      await server.stop();
    },
  };
}

async function ownMemory(): Promise<OwnStore> {
  const opened = await inMemory(1);
  return { ...opened, close: () => opened.store.close() };
}

export const LARGE_STORES: readonly (readonly [string, () => Promise<OwnStore>])[] = [
  ['the memory store', ownMemory],
  ['the Redis store', onOwnRedis],
];

/** Every store that lists must work on. */
export const STORES: readonly (readonly [string, () => Promise<TestStore>])[] = [
  ['the memory store', () => inMemory(1)],
  ['the memory store with three shards', () => inMemory(3)],
  ['the Redis store', () => onRedis(testRedisUrl())],
];
