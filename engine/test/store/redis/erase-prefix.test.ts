import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { connectRedisStore } from '../../../src/store/redis';
import { erasePrefix } from '../../../src/store/redis/erase-prefix';

it('erases what was written under a prefix, in all namespaces, and nothing that looks like it', async () => {
  const prefix = freshNamespace('erase');
  const redis = new Redis(testRedisUrl());
  const others = [`${prefix}/x`, `{${prefix}2/ns/0}:h:1`, `{a${prefix}/ns/0}:h:1`];
  await redis.mset(others.flatMap((key) => [key, '1']));
  for (const namespace of ['a', 'b']) {
    const store = await connectRedisStore({ redis: testRedisUrl(), prefix, namespace });
    await store.apply(0, { target: { workflowId: 'w' }, alternatives: [{ guards: [], effects: [] }] });
    await store.close();
  }
  expect((await redis.keys(`{${prefix}/*`)).length).toBeGreaterThan(1);
  await erasePrefix(testRedisUrl(), prefix);
  expect(await redis.keys(`{${prefix}/*`)).toEqual([]);
  expect(await redis.del(...others)).toBe(others.length);
  redis.disconnect();
});

it('says so when Redis cannot be reached', async () => {
  await expect(erasePrefix('redis://127.0.0.1:1', 'perdure-x')).rejects.toThrow(/closed|ECONNREFUSED/);
});
