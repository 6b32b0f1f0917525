/** The two forms of the scripts: functions where the server has them, EVALSHA elsewhere. Both hold the whole suite. */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshNamespace, type RedisServer, startRedis } from '@perdure/testkit';
import { loadLibrary } from '../../../src/store/redis/load-lua';
import { SCRIPTS } from '../../../src/store/redis/scripts';
import { connectRedisStore } from '../../../src/store/redis';
import type { Store } from '../../../src/store/contract';
import { describeStore } from '../suite';
import { makeRedisServer } from './redis-server';
import { pollOf, signalOnce, start } from './steps';

/** Calls of a command so far; commands that were never called do not appear in the statistics. */
async function callsOf(admin: Redis, command: string): Promise<number> {
  const stats = await admin.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

describe('a server without functions', () => {
  let server: RedisServer;
  beforeAll(async () => void (server = await startRedis({ args: ['--rename-command', 'FCALL', ''] })));
  afterAll(() => server.stop());

  describeStore('Redis by EVALSHA', () => makeRedisServer({ redis: server.url }));

  it('is sent scripts', async () => {
    const admin = new Redis(server.url);
    expect(await callsOf(admin, 'evalsha')).toBeGreaterThan(0);
    expect(await callsOf(admin, 'function\\|load')).toBe(0);
    admin.disconnect();
  });
});

describe('a server with functions', () => {
  let server: RedisServer;
  let admin: Redis;
  let store: Store;
  beforeEach(async () => {
    server = await startRedis();
    admin = new Redis(server.url);
    store = await connectRedisStore({ redis: server.url, namespace: freshNamespace() });
  });
  afterEach(async () => {
    await store.close();
    admin.disconnect();
    await server.stop();
  });

  it('is given the library once, and no script', async () => {
    await Promise.all([1, 2, 3].map((n) => store.apply(0, start(`wf${n}`))));
    await store.poll(0, pollOf());
    expect(await callsOf(admin, 'function\\|load')).toBe(1);
    expect(await callsOf(admin, 'evalsha')).toBe(0);
  });

  it('is given it again when it has forgotten it', async () => {
    await store.apply(0, start('wf'));
    await admin.call('FUNCTION', 'FLUSH');
    expect((await store.poll(0, pollOf())).tasks).toHaveLength(1);
    await admin.call('FUNCTION', 'FLUSH');
    const signals = [1, 2, 3].map((n) => store.apply(0, signalOnce('wf', `r${n}`)));
    expect((await Promise.all(signals)).map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(await callsOf(admin, 'function\\|load')).toBe(3);
    expect(await callsOf(admin, 'evalsha')).toBe(0);
  });

  it('may have it already, from another process', async () => {
    await admin.call('FUNCTION', 'LOAD', loadLibrary(Object.keys(SCRIPTS)).source);
    expect((await store.apply(0, start('wf'))).outcome).toBe('applied');
    expect(await callsOf(admin, 'function\\|load')).toBe(1);
  });

  it.each([
    ['call', '-fcall'],
    ['load', '-function|load'],
  ])('may not let a user %s them', async (_what, rule) => {
    await admin.call('ACL', 'SETUSER', 'limited', 'on', '>secret', '~*', '&*', '+@all', rule);
    const redis = server.url.replace('://', '://limited:secret@');
    const limited = await connectRedisStore({ redis, namespace: freshNamespace() });
    expect((await limited.apply(0, start('wf'))).outcome).toBe('applied');
    expect((await limited.poll(0, pollOf())).tasks).toHaveLength(1);
    await limited.close();
    expect(await callsOf(admin, 'evalsha')).toBe(2);
  });

  it('begins every call with a clean state, after an error too', async () => {
    await store.apply(0, start('wf'));
    const broken = { ...start('other'), alternatives: [{ guards: [], effects: [{ do: 'flush' } as const] }] };
    await expect(store.apply(0, { ...broken, dedupe: undefined })).rejects.toThrow(/no such run/);
    expect((await store.poll(0, pollOf())).tasks).toHaveLength(1);
    expect((await store.apply(0, signalOnce('wf', 'r'))).outcome).toBe('applied');
  });
});
