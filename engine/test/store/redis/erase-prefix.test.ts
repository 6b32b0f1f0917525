import { freshNamespace, startRedisCluster, startSentinel, testRedisUrl } from '@perdure/testkit';
import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { connectRedisStore } from '../../../src/store/redis';
import { erasePrefix } from '../../../src/store/redis/erase-prefix';
import { start } from './steps';

it('erases what was written under a prefix, in all namespaces, and nothing that looks like it', async () => {
  const prefix = freshNamespace('erase');
  const redis = new Redis(testRedisUrl());
  const others = [`${prefix}/x`, `{${prefix}2/ns/0}:h:1`, `{a${prefix}/ns/0}:h:1`];
  await redis.mset(others.flatMap((key) => [key, '1']));
  for (const namespace of ['a', 'b']) {
    await writeSomething(testRedisUrl(), prefix, namespace);
  }
  expect((await redis.keys(`{${prefix}/*`)).length).toBeGreaterThan(1);
  await erasePrefix(testRedisUrl(), prefix);
  expect(await redis.keys(`{${prefix}/*`)).toEqual([]);
  expect(await redis.del(...others)).toBe(others.length);
  redis.disconnect();
});

it('erases one namespace, and none whose name begins with it', async () => {
  const prefix = freshNamespace('erase');
  const redis = new Redis(testRedisUrl());
  for (const namespace of ['a', 'ab', 'a/b']) await writeSomething(testRedisUrl(), prefix, namespace);
  const before = await redis.keys(`{${prefix}/*`);
  const erased = await erasePrefix(testRedisUrl(), prefix, 'ab');
  const left = await redis.keys(`{${prefix}/*`);
  expect(erased).toBeGreaterThan(1);
  expect(left.sort()).toEqual(before.filter((key) => !key.startsWith(`{${prefix}/ab`)).sort());
  await erasePrefix(testRedisUrl(), prefix);
  redis.disconnect();
});

it('erases on every master of a cluster', async () => {
  const cluster = await startRedisCluster(3);
  try {
    const url = `redis+cluster://${cluster.nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`;
    await writeSomething(url, 'perdure', 'n', 6);
    expect(await erasePrefix(url, 'perdure', 'n')).toBeGreaterThan(6);
    expect(await erasePrefix(url, 'perdure', 'n')).toBe(0);
  } finally {
    await cluster.stop();
  }
}, 60_000);

it('erases on the master behind sentinels', async () => {
  const group = await startSentinel();
  try {
    const url = `redis+sentinel://${group.sentinel.host}:${group.sentinel.port}/${group.masterName}`;
    await writeSomething(url, 'perdure', 'n');
    expect(await erasePrefix(url, 'perdure', 'n')).toBeGreaterThan(0);
    expect(await erasePrefix(url, 'perdure', 'n')).toBe(0);
  } finally {
    await group.stop();
  }
}, 60_000);

it('says so when Redis cannot be reached', async () => {
  await expect(erasePrefix('redis://127.0.0.1:1', 'perdure-x')).rejects.toThrow(/closed|ECONNREFUSED/);
});

async function writeSomething(redis: string, prefix: string, namespace: string, shards = 1): Promise<void> {
  const store = await connectRedisStore({ redis, prefix, namespace, shards });
  for (let shard = 0; shard < shards; shard++) await store.apply(shard, start('w'));
  await store.close();
}
