/** Invariant 9: an application whose namespace is spread over a Redis Cluster works as it does on one node. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '@perdure/client';
import { freshNamespace, type RedisCluster, startRedisCluster } from '@perdure/testkit';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@perdure/worker';
import * as activities from './workflows/over-shards-activities';
import { askEachOther, family, total } from './workflows/over-shards';

const SHARDS = 6;
const taskQueue = 'over-shards';
const namespace = freshNamespace('cluster');
let cluster: RedisCluster;
let connection: NativeConnection;
let worker: Worker;
let running: Promise<void>;
let client: Client;

beforeAll(async () => {
  cluster = await startRedisCluster(3);
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const nodes = cluster.nodes.map(({ host, port }) => ({ host, port }));
  connection = await NativeConnection.connect({ redis: { nodes }, shards: SHARDS });
  const workflowsPath = fileURLToPath(new URL('workflows/over-shards.ts', import.meta.url));
  worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath, activities });
  running = worker.run();
  client = new Client({ connection, namespace });
}, 60_000);

afterAll(async () => {
  worker.shutdown();
  await running;
  await connection.close();
  await cluster.stop();
});

describe('on a cluster of three nodes, with six shards', () => {
  it('children of other shards start, work and report to their parent', async () => {
    const workflowId = 'family';
    expect(await client.workflow.execute(family, { taskQueue, workflowId, args: [12] })).toBe(78);
    const keys = await Promise.all(cluster.nodes.map(({ url }) => countKeys(url)));
    expect(keys.every((count) => count > 0)).toBe(true);
  }, 60_000);

  it('workflows of different shards signal each other, and are queried and updated', async () => {
    const ids = ['north', 'east', 'south', 'west'];
    const handles = await Promise.all(
      ids.map((workflowId) => client.workflow.start(askEachOther, { taskQueue, workflowId, args: [ids] })),
    );
    const results = await Promise.all(handles.map((handle) => handle.result()));
    expect(results).toEqual(ids.map(() => [...ids].sort()));
    expect(await handles[0]!.query(total)).toBe(ids.length);
  }, 60_000);
});

async function countKeys(url: string): Promise<number> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  try {
    return await redis.dbsize();
  } finally {
    redis.disconnect();
  }
}
