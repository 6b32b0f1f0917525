/** Invariant 11: what cannot work is refused at connect, by an error that names the setting and the fix. */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort, freshNamespace, type RedisServer, startRedis, testRedisUrl, waitFor } from '@perdure/testkit';
import type { Store } from '../../../src/store/contract';
import { findFault } from '../../../src/store/redis/check-server';
import {
  connectRedisStore,
  describeRedis,
  openRedis,
  RedisAuthenticationError,
  RedisClusterModeError,
  RedisEvictionError,
  RedisOptionsError,
  RedisScriptsError,
  type RedisStoreOptions,
  RedisUnreachableError,
  RedisVersionError,
  StoreFormatError,
  StoreShardsError,
} from '../../../src/store/redis';
import { start } from './steps';

let server: RedisServer;
let admin: Redis;
beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  await admin.call('ACL', 'SETUSER', 'alice', 'on', '>s3cret', '~*', '&*', '+@all');
  await admin.call('ACL', 'SETUSER', 'noscripts', 'on', '>s3cret', '~*', '&*', '+@all', '-@scripting');
  await admin.call('ACL', 'SETUSER', 'noinfo', 'on', '>s3cret', '~*', '&*', '+@all', '-info');
});
afterAll(async () => {
  admin.disconnect();
  await server.stop();
});

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function connect(options: RedisStoreOptions): Promise<Store> {
  const store = await connectRedisStore({ redis: server.url, namespace: freshNamespace('connect'), ...options });
  opened.push(store);
  return store;
}

async function works(options: RedisStoreOptions): Promise<void> {
  const store = await connect(options);
  expect((await store.apply(0, start('wf'))).outcome).toBe('applied');
}

describe('a connection can be given as', () => {
  const at = (): string => `127.0.0.1:${server.port}`;

  it.each([
    ['a URL', () => `redis://${at()}`],
    ['a URL with user, password and database', () => `redis://alice:s3cret@${at()}/3`],
    ['host:port', at],
    ['ioredis options', () => ({ host: '127.0.0.1', port: server.port, username: 'alice', password: 's3cret' })],
  ])('%s', async (_name, redis) => works({ redis: redis() }));

  it('an ioredis client, which stays open and never waits', async () => {
    const client = new Redis(server.url);
    const store = await connectRedisStore({ redis: client, namespace: freshNamespace('connect') });
    const wait = store.awaitBell(0, { queues: [{ kind: 'workflow', taskQueue: 'q' }], timeoutMs: 300 });
    const began = performance.now();
    await client.ping();
    expect(performance.now() - began).toBeLessThan(200);
    await wait;
    await store.close();
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
  });

  it('one connection for several namespaces', async () => {
    const connection = openRedis({ redis: server.url });
    const [one, two] = await Promise.all([connection.store(freshNamespace()), connection.store(freshNamespace())]);
    await one.apply(0, start('wf'));
    expect(await two.readRun(0, 'wf')).toBeUndefined();
    await one.close();
    expect((await two.apply(0, start('wf'))).outcome).toBe('applied');
    await connection.close();
    await expect(two.apply(0, start('other'))).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a failed connect leaves nothing that keeps the process', () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const refused = async (redis: unknown): Promise<void> => {
    const before = timers();
    await expect(connect({ redis: redis as string, connectTimeoutMs: 300 })).rejects.toThrow(RedisUnreachableError);
    await waitFor(() => timers() <= before, { timeoutMs: 1_500 });
  };

  it('when nothing listens', async () => refused(`127.0.0.1:${await freePort()}`));
  it('when no node of a cluster listens', async () =>
    refused({ nodes: [{ host: '127.0.0.1', port: await freePort() }] }));

  it('when the server does not answer', async () => {
    const stopped = await startRedis();
    await stopped.kill('SIGSTOP');
    await refused(stopped.url).finally(() => stopped.stop());
  });

  it('but a given client is left to its owner', async () => {
    const client = new Redis({ port: await freePort(), lazyConnect: true });
    client.on('error', () => undefined);
    await expect(connect({ redis: client, connectTimeoutMs: 300 })).rejects.toThrow(RedisUnreachableError);
    expect(client.status).not.toBe('end');
    client.disconnect();
  });
});

describe('refused is', () => {
  const refusal = async (options: RedisStoreOptions): Promise<Error> =>
    connect(options).then(
      () => Promise.reject(new Error('connected')),
      (error: Error) => error,
    );

  it('an address where nothing answers', async () => {
    const error = await refusal({ redis: `127.0.0.1:${await freePort()}`, connectTimeoutMs: 2_000 });
    expect(error).toBeInstanceOf(RedisUnreachableError);
    expect(error.message).toMatch(/ECONNREFUSED.*option "redis"/);
    expect(error.message).not.toContain('2000 ms');
  });

  it('an address that does not answer in time', async () => {
    const stopped = await startRedis();
    await stopped.kill('SIGSTOP');
    const error = await refusal({ redis: stopped.url, connectTimeoutMs: 400 });
    await stopped.stop();
    expect(error).toBeInstanceOf(RedisUnreachableError);
    expect(error.message).toContain('400 ms');
  });

  it('a missing password', async () => {
    const locked = await startRedis({ args: ['--requirepass', 's3cret'] });
    const error = await refusal({ redis: locked.url });
    await locked.stop();
    expect(error).toBeInstanceOf(RedisAuthenticationError);
    expect(error.message).toMatch(/wants a password.*redis:\/\/user:password@host/);
  });

  it('a wrong password', async () => {
    const error = await refusal({ redis: server.url.replace('redis://', 'redis://alice:wrong@') });
    expect(error).toBeInstanceOf(RedisAuthenticationError);
    expect(error.message).toMatch(/does not accept this user and password/);
    expect(error.message).not.toContain('wrong');
  });

  it('a server that evicts keys, unless that is allowed', async () => {
    await admin.config('SET', 'maxmemory', '200mb');
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const error = await refusal({});
    await works({ allowEviction: true });
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    await works({});
    await admin.config('SET', 'maxmemory', '0');
    expect(error).toBeInstanceOf(RedisEvictionError);
    expect(error.message).toMatch(/maxmemory-policy allkeys-lru.*noeviction/);
  });

  it('a user that may not run scripts', async () => {
    const error = await refusal({ redis: server.url.replace('redis://', 'redis://noscripts:s3cret@') });
    expect(error).toBeInstanceOf(RedisScriptsError);
    expect(error.message).toMatch(/EVAL/);
  });

  it('another number of shards than the namespace has', async () => {
    const namespace = freshNamespace();
    await connect({ namespace, shards: 2 });
    const error = await refusal({ namespace, shards: 3 });
    expect(error).toBeInstanceOf(StoreShardsError);
    expect(error.message).toMatch(/has 2 shards.*"shards" says 3/);
    expect((await connect({ namespace })).shards).toBe(2);
  });

  it('a namespace of a newer format', async () => {
    const namespace = freshNamespace();
    await admin.hset(`{perdure/${namespace}}:meta`, 'format', '99', 'shards', '1');
    const error = await refusal({ namespace });
    expect(error).toBeInstanceOf(StoreFormatError);
    expect(error.message).toMatch(/format 99.*Upgrade/);
  });

  it('a node of a cluster that is not given as one', async () => {
    const node = await startRedis({ args: ['--cluster-enabled', 'yes'] });
    const error = await refusal({ redis: node.url });
    await node.stop();
    expect(error).toBeInstanceOf(RedisClusterModeError);
    expect(error.message).toMatch(/nodes:/);
  });

  it('a single server that is given as a cluster', async () => {
    const error = await refusal({ redis: { nodes: [{ host: '127.0.0.1', port: server.port }] } });
    expect(error).toBeInstanceOf(RedisClusterModeError);
  });

  it.each([
    ['a prefix with a slash', { prefix: 'a/b' }, '"prefix"'],
    ['no shards', { shards: 0 }, '"shards"'],
    ['a namespace with braces', { namespace: '{x}' }, '"namespace"'],
    ['a key prefix of ioredis', { redis: { keyPrefix: 'x' } }, '"prefix"'],
    ['no address', { redis: 'not an address' }, '"redis"'],
    ['a database that is no number', { redis: 'redis://localhost/main' }, 'redis://host:6379/0'],
  ] as [string, RedisStoreOptions, string][])('%s', async (_name, options, named) => {
    const error = await refusal(options);
    expect(error).toBeInstanceOf(RedisOptionsError);
    expect(error).toMatchObject({ code: 'CONFIGURATION' });
    expect(error.message).toContain(named);
  });

  it('a version before 6.2', () => {
    const check = { address: 'a:1', allowEviction: false, cluster: false };
    const info = (version: string): string => `# Server\r\nredis_version:${version}\r\nmaxmemory:0\r\n`;
    expect(findFault(info('6.0.16'), check)).toBeInstanceOf(RedisVersionError);
    expect(findFault(info('5.0.7'), check)?.message).toMatch(/5\.0\.7.*6\.2/);
    for (const version of ['6.2.0', '7.4.1', '10.0.0']) expect(findFault(info(version), check)).toBeUndefined();
  });
});

it('a server that does not tell about itself is warned about', async () => {
  const warnings: string[] = [];
  const redis = server.url.replace('redis://', 'redis://noinfo:s3cret@');
  await works({ redis, onWarning: (message) => warnings.push(message) });
  expect(warnings).toEqual([expect.stringMatching(/INFO.*noeviction/)]);
});

it('the description of an address has no password', () => {
  expect(describeRedis('redis://alice:s3cret@host:7000/2')).toBe('host:7000');
  expect(describeRedis(testRedisUrl())).toMatch(/^127\.0\.0\.1:\d+$/);
});
