import { MeshCall, MeshFlow } from '@perdure/mesh';
import { askRedis, startRedis, waitFor, type RedisServer } from '@perdure/testkit';
import Redis from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../support/flow-place';

let server: RedisServer;
beforeAll(async () => {
  quiet();
  server = await startRedis();
});
afterAll(async () => {
  await MeshFlow.shutdown();
  await server.stop();
});

/** Connections besides the one that asks. */
async function sockets(): Promise<number> {
  return (await askRedis(server.port, 'CLIENT LIST')).trim().split('\n').length - 1;
}

describe('a worker opens 12 sockets', () => {
  it('no: a process shares a handful, however many workers, clients and topics it has', async () => {
    const place = () => ({ class: Redis, options: { host: server.host, port: server.port } });
    const make = async (n: number): Promise<void> => {
      const workflow = { [`waits${n}`]: () => MeshFlow.workflow.sleepFor('1 hour') };
      await MeshFlow.Worker.create({ connection: place(), taskQueue: 'main', workflow });
      await MeshCall.connect({ redis: place(), topic: `topic${n}`, callback: () => n });
      expect(await MeshCall.exec({ redis: place(), topic: `topic${n}` })).toBe(n);
      const client = new MeshFlow.Client({ connection: place() });
      await client.workflow.start({ args: [], taskQueue: 'main', workflowName: `waits${n}` });
    };
    await make(0);
    const first = await sockets();
    expect(first).toBeLessThan(12);
    for (const n of [1, 2, 3]) await make(n);
    expect(await sockets()).toBe(first);
  });
});

describe('shutdown takes 20 s', () => {
  it('no: it ends when what is in hand has ended, and leaves no connection', { timeout: 10_000 }, async () => {
    let finish: (() => void) | undefined;
    const order: string[] = [];
    const target = { redis: server.url, topic: 'in hand' };
    const callback = async (): Promise<void> => {
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('answered');
    };
    await MeshCall.connect({ ...target, callback });
    const call = MeshCall.exec(target).catch(() => undefined);
    await waitFor(() => finish);
    const down = MeshFlow.shutdown().then(() => order.push('down'));
    finish?.();
    await Promise.all([call, down]);
    expect(order).toEqual(['answered', 'down']);
    expect(await waitFor(async () => (await sockets()) === 0)).toBe(true);
  });
});
