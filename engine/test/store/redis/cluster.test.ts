/** A real cluster of three masters: shards spread over them, and the whole suite holds on it. */
import { Cluster } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshNamespace, type RedisCluster, startRedisCluster } from '@perdure/testkit';
import { connectRedisStore } from '../../../src/store/redis';
import { describeStore } from '../suite';
import { makeRedisServer } from './redis-server';
import { pollOf, start } from './steps';

let cluster: RedisCluster;
beforeAll(async () => void (cluster = await startRedisCluster(3)), 60_000);
afterAll(() => cluster.stop());

const nodes = () => cluster.nodes.map(({ host, port }) => ({ host, port }));

describeStore('Redis Cluster with six shards', () => makeRedisServer({ redis: { nodes: nodes() }, shards: 6 }));

describe('on a cluster', () => {
  it('shards are spread evenly over the masters', async () => {
    const store = await connectRedisStore({ redis: { nodes: nodes() }, namespace: freshNamespace(), shards: 6 });
    await Promise.all([0, 1, 2, 3, 4, 5].map((shard) => store.apply(shard, start('wf'))));
    const keys = await Promise.all([0, 1, 2, 3, 4, 5].map((shard) => store.poll(shard, pollOf())));
    expect(keys.map(({ tasks }) => tasks.length)).toEqual([1, 1, 1, 1, 1, 1]);
    const client = new Cluster(nodes());
    await client.ping();
    const perNode = await Promise.all(
      client.nodes('master').map((node) => node.keys(`{perdure/${store.namespace}/*}:h:*`)),
    );
    client.disconnect();
    await store.close();
    expect(perNode.map((found) => found.length)).toEqual([2, 2, 2]);
  });

  it('an existing Cluster can be given, and stays open', async () => {
    const client = new Cluster(nodes());
    const store = await connectRedisStore({ redis: client, namespace: freshNamespace(), shards: 3 });
    const wait = store.awaitBell(2, { queues: [{ kind: 'workflow', taskQueue: 'flows' }], timeoutMs: 5_000 });
    const began = performance.now();
    await store.apply(2, start('wf'));
    await wait;
    expect(performance.now() - began).toBeLessThan(2_000);
    await store.close();
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
  });
});
