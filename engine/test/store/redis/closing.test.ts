/** A store that is closed while its connections come back leaves nothing behind that could end the process. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshNamespace, type RedisServer, startRedis, waitFor } from '@perdure/testkit';
import { connectRedisStore } from '../../../src/store/redis';

let server: RedisServer;
let admin: Redis;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  process.on('unhandledRejection', onUnhandled);
});
afterAll(async () => {
  process.off('unhandledRejection', onUnhandled);
  admin.disconnect();
  await server.stop();
});

describe('a store that is closed while its inbox reconnects', () => {
  it('rejects nothing that nobody waits for', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const store = await connectRedisStore({ redis: server.url, namespace: freshNamespace('closing') });
      const before = await subscribers();
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      if (turn % 2 === 0) await waitFor(async () => (await subscribers()) >= before, { what: 'the inbox' });
      await store.close();
    }
    expect(unhandled).toEqual([]);
  });

  it('hears again after its connection was lost', async () => {
    const store = await connectRedisStore({ redis: server.url, namespace: freshNamespace('closing') });
    let resubscribed = 0;
    store.inbox.onResubscribe(() => (resubscribed += 1));
    await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await waitFor(() => resubscribed > 0, { what: 'the subscription' });
    expect(await subscribers()).toBe(1);
    await store.close();
  });
});

async function subscribers(): Promise<number> {
  const list = (await admin.call('CLIENT', 'LIST', 'TYPE', 'pubsub')) as string;
  return list.split('\n').filter((line) => line.length > 0).length;
}
