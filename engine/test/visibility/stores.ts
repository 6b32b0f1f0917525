import { freshNamespace, testRedisUrl } from '@perdure/testkit';
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

async function onRedis(): Promise<TestStore> {
  const store = await connectRedisStore({ redis: testRedisUrl(), namespace: freshNamespace('lists') });
  return { store, pass: () => Promise.resolve() };
}

/** Every store that lists must work on. */
export const STORES: readonly (readonly [string, () => Promise<TestStore>])[] = [
  ['the memory store', () => inMemory(1)],
  ['the memory store with three shards', () => inMemory(3)],
  ['the Redis store', onRedis],
];
