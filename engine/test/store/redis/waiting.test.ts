/** Waits of one process share one connection for each shard; a token is lost to nobody. */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { freshNamespace, sleep, testRedisUrl } from '@perdure/testkit';
import type { QueueName, Store } from '../../../src/store/contract';
import { connectRedisStore } from '../../../src/store/redis';
import type { Client } from '../../../src/store/redis/clients';
import { Waiting } from '../../../src/store/redis/waiting';

const A: QueueName = { kind: 'workflow', taskQueue: 'a' };
const B: QueueName = { kind: 'activity', taskQueue: 'b' };
let store: Store;
let admin: Redis;
beforeAll(() => void (admin = new Redis(testRedisUrl())));
afterAll(() => admin.disconnect());
beforeEach(async () => {
  store = await connectRedisStore({ redis: testRedisUrl(), namespace: freshNamespace('wait') });
});
afterEach(() => store.close());

/** Milliseconds until the wait ended. */
async function timed(queues: QueueName[], timeoutMs: number, signal?: AbortSignal): Promise<number> {
  const began = performance.now();
  await store.awaitBell(0, { queues, timeoutMs, ...(signal ? { signal } : {}) });
  return performance.now() - began;
}

it('a wait that begins later is heard at once, although another one waits', async () => {
  const first = timed([A], 5_000);
  await sleep(50);
  const second = timed([B], 5_000);
  await sleep(50);
  await store.ringBell(0, B);
  expect(await second).toBeLessThan(1_000);
  await store.ringBell(0, A);
  expect(await first).toBeLessThan(2_000);
});

it('a wait ends at its time, and at its abort', async () => {
  expect(await timed([A], 100)).toBeGreaterThan(90);
  const controller = new AbortController();
  const wait = timed([A], 5_000, controller.signal);
  await sleep(50);
  controller.abort();
  expect(await wait).toBeLessThan(1_000);
  expect(await timed([A], 5_000, controller.signal)).toBeLessThan(50);
});

it('a token that comes after the abort is for the next who waits', async () => {
  for (const pauseMs of [0, 1, 2, 5, 20]) {
    const controller = new AbortController();
    const wait = timed([A], 5_000, controller.signal);
    await sleep(20);
    controller.abort();
    await wait;
    await sleep(pauseMs);
    await store.ringBell(0, A);
    expect(await timed([A], 3_000)).toBeLessThan(1_000);
  }
});

it('one token wakes one of two who wait for it', async () => {
  const waits = [timed([A], 600), timed([A], 600)];
  await sleep(50);
  await store.ringBell(0, A);
  const [fast = 0, slow = 0] = (await Promise.all(waits)).sort((one, other) => one - other);
  expect(fast).toBeLessThan(400);
  expect(slow).toBeGreaterThan(500);
});

const connections = async (): Promise<number> => String(await admin.call('CLIENT', 'LIST')).split('\n').length;

it('many waits take one connection', async () => {
  const before = await connections();
  const waits = Array.from({ length: 20 }, (_, index) => timed([{ kind: 'activity', taskQueue: `q${index}` }], 400));
  await sleep(200);
  expect(await connections()).toBeLessThanOrEqual(before + 1);
  await Promise.all(waits);
});

it('a wait that begins later is heard at once, however late the process hears that it ended the one before', async () => {
  const prefix = `${freshNamespace('waiting')}:`;
  const wakeKey = `${prefix}wake`;
  let interruptions = 0;
  const waiting = new Waiting({
    client: new Redis(testRedisUrl()) as unknown as Client,
    wakeKey,
    // The server has done it; its answer, over another connection, is still under way.
    interrupt: async () => {
      interruptions += 1;
      await admin.rpush(wakeKey, '1');
      return new Promise(() => {});
    },
    giveBack: (key) => admin.rpush(key, '1'),
  });
  const wait = (name: string) => waiting.wait([prefix + name], 600_000).then(() => name);
  const first = wait('a');
  for (const name of ['b', 'c', 'd']) {
    const heard = wait(name);
    await admin.rpush(prefix + name, '1');
    expect(await heard).toBe(name);
  }
  expect(interruptions).toBeGreaterThan(0);
  await admin.rpush(`${prefix}a`, '1');
  expect(await first).toBe('a');
  waiting.close();
});
