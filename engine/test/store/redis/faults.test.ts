/** Invariant 10: what happens to a connection, or to a server that keeps its data, neither loses nor doubles a step. */
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { freshNamespace, type RedisServer, sleep, startRedis, waitFor } from '@perdure/testkit';
import type { Store } from '../../../src/store/contract';
import {
  connectRedisStore,
  type RedisStoreOptions,
  StoreClosedError,
  StoreUnavailableError,
} from '../../../src/store/redis';
import { startCuttingProxy } from './cutting-proxy';
import { FLOWS, pollOf, signalOnce, start, typesOf } from './steps';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function connect(redis: string, options: RedisStoreOptions = {}): Promise<Store> {
  const store = await connectRedisStore({ redis, namespace: freshNamespace('fault'), ...options });
  cleanups.push(() => store.close());
  return store;
}

async function ownRedis(options: Parameters<typeof startRedis>[0] = {}): Promise<RedisServer> {
  const server = await startRedis(options);
  cleanups.push(() => server.stop());
  return server;
}

function admin(url: string): Redis {
  const redis = new Redis(url, { retryStrategy: () => 50 });
  redis.on('error', () => {});
  cleanups.push(() => redis.disconnect());
  return redis;
}

describe('scripts that the server forgot', () => {
  it('are sent again', async () => {
    const { url } = await ownRedis();
    const store = await connect(url);
    await store.apply(0, start('wf'));
    await admin(url).script('FLUSH');
    const { tasks } = await store.poll(0, pollOf());
    expect(tasks).toHaveLength(1);
    await admin(url).script('FLUSH');
    expect((await store.apply(0, signalOnce('wf', 'r1'))).outcome).toBe('applied');
  });
});

describe('a lost reply', () => {
  async function proxied(): Promise<{ store: Store; cut: (text: string) => void; cuts: () => number }> {
    const server = await ownRedis();
    const proxy = await startCuttingProxy(server.port);
    cleanups.push(() => proxy.close());
    const store = await connect(proxy.url);
    // The server knows the scripts, so that the reply that is cut is the call's own.
    const dedupe = { kind: 'window', requestId: 'before' } as const;
    await store.apply(0, { ...start('before'), dedupe });
    await store.poll(0, pollOf());
    await store.apply(0, signalOnce('before', 'before'));
    await store.claimDue(0, { owner: 'the-claimer', leaseMs: 1_000, limit: 1 });
    return { store, cut: proxy.cutReplyTo, cuts: () => proxy.cuts };
  }

  it('of a start is answered by a repeat: the run has begun once', async () => {
    const { store, cut, cuts } = await proxied();
    cut('run-of-wf');
    const dedupe = { kind: 'window', requestId: 'start-1' } as const;
    expect(await store.apply(0, { ...start('wf'), dedupe })).toMatchObject({ outcome: 'applied', repeated: true });
    expect(cuts()).toBe(1);
    expect(await typesOf(store, 'wf')).toEqual(['WorkflowExecutionStarted', 'WorkflowTaskScheduled']);
  });

  it('of a signal does not signal twice', async () => {
    const { store, cut, cuts } = await proxied();
    await store.apply(0, start('wf'));
    cut('request-1');
    expect(await store.apply(0, signalOnce('wf', 'request-1'))).toMatchObject({ outcome: 'applied', repeated: true });
    expect(cuts()).toBe(1);
    expect((await typesOf(store, 'wf')).filter((type) => type === 'WorkflowExecutionSignaled')).toHaveLength(1);
  });

  it('of a poll brings the same task again', async () => {
    const { store, cut, cuts } = await proxied();
    await store.apply(0, start('wf'));
    const request = pollOf({ pollId: 'poll-that-is-cut' });
    cut('poll-that-is-cut');
    const { tasks } = await store.poll(0, request);
    expect(cuts()).toBe(1);
    expect(tasks).toMatchObject([{ kind: 'workflow', token: '1.1', attempt: 1, startedEventId: 3 }]);
    expect((await typesOf(store, 'wf')).filter((type) => type === 'WorkflowTaskStarted')).toHaveLength(1);
  });

  it('of a claim is answered by a repeat', async () => {
    const { store, cut, cuts } = await proxied();
    cut('the-claimer');
    expect(await store.claimDue(0, { owner: 'the-claimer', leaseMs: 1_000, limit: 1 })).toMatchObject({ held: true });
    expect(cuts()).toBe(1);
  });
});

describe('a broken connection', () => {
  it('is replaced: calls, waits and messages go on', async () => {
    const { url } = await ownRedis();
    const store = await connect(url);
    const heard: string[] = [];
    let resubscribed = 0;
    store.inbox.onMessage((_runId, topic, message) => heard.push(`${topic} ${message}`));
    store.inbox.onResubscribe(() => resubscribed++);
    await store.apply(0, start('wf'));
    await store.poll(0, pollOf());
    const wait = store.awaitBell(0, { queues: [FLOWS], timeoutMs: 20_000 });
    await sleep(100);
    const redis = admin(url);
    for (const type of ['normal', 'pubsub']) await redis.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes');
    await wait;
    await waitFor(() => resubscribed > 0, { what: 'the subscription' });
    const runId = 'run-of-wf';
    await store.watch(0, [{ runId, topic: 'update:u', inbox: store.inbox.id, ttlMs: 10_000 }]);
    const notify = { do: 'notify', topic: 'close', message: 'again' } as const;
    await store.watch(0, [{ runId, topic: 'close', inbox: store.inbox.id, ttlMs: 10_000 }]);
    await store.apply(0, { target: { workflowId: 'wf' }, alternatives: [{ guards: [], effects: [notify] }] });
    await waitFor(() => heard.length > 0, { what: 'the message' });
    expect(heard).toEqual(['close again']);
    const bell = store.awaitBell(0, { queues: [FLOWS], timeoutMs: 20_000 });
    await store.apply(0, start('next'));
    const began = performance.now();
    await bell;
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('fails a call by name when it lasts longer than the deadline', async () => {
    const server = await ownRedis();
    const store = await connect(server.url, { commandDeadlineMs: 300 });
    await server.kill();
    await expect(store.apply(0, start('wf'))).rejects.toThrow(StoreUnavailableError);
    await expect(store.apply(0, start('wf'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('does not outlive a close', async () => {
    const server = await ownRedis();
    const store = await connect(server.url);
    await server.kill();
    const call = store.apply(0, start('wf'));
    const refused = expect(call).rejects.toThrow(StoreClosedError);
    const wait = store.awaitBell(0, { queues: [FLOWS], timeoutMs: 20_000 });
    await store.close();
    await refused;
    await wait;
  });
});

describe('a restart', () => {
  it('with an append-only file keeps every step that was answered', async () => {
    const server = await ownRedis({ aof: true });
    const store = await connect(server.url);
    await store.apply(0, start('wf'));
    const { tasks } = await store.poll(0, pollOf());
    const before = await store.snapshot(0);
    const restarted = server.restart({ signal: 'SIGKILL' });
    const signalled = store.apply(0, signalOnce('wf', 'r1'));
    await restarted;
    expect(await signalled).toMatchObject({ outcome: 'applied' });
    const after = await store.snapshot(0);
    expect(after['h:run-of-wf']).toEqual(before['h:run-of-wf']);
    expect(after['b:run-of-wf']).toHaveLength(1);
    expect(tasks).toHaveLength(1);
  });
});
