import { createServer, type Server, type Socket } from 'node:net';
import { Client, Connection } from '@perdure/client';
import { NativeConnection, Worker } from '@perdure/worker';
import { freePort, startRedis } from '@perdure/testkit';
import { describe, expect, it } from 'vitest';
import { rejection } from '../support/scene';

/** Messages of both ways to connect; a client and a worker meet the same Redis. */
async function messages(address: string): Promise<string[]> {
  const opened = [Connection.connect({ address }), NativeConnection.connect({ address })];
  const errors = await Promise.all(opened.map((connecting) => rejection(connecting)));
  return errors.map(({ message }) => message);
}

describe('connecting fails with a message that says what to do:', () => {
  it('no Redis at the address', async () => {
    const port = await freePort();
    for (const message of await messages(`127.0.0.1:${port}`)) {
      expect(message).toContain(`127.0.0.1:${port}`);
      expect(message).toMatch(/running|start|reach|PERDURE_REDIS_URL/i);
    }
  });

  it('a wrong password', async () => {
    const redis = await startRedis({ args: ['--requirepass', 'right'] });
    try {
      for (const address of [`redis://:wrong@127.0.0.1:${redis.port}`, `redis://127.0.0.1:${redis.port}`]) {
        for (const message of await messages(address)) {
          expect(message).toMatch(/password|user/i);
          expect(message).not.toContain('wrong@');
        }
      }
    } finally {
      await redis.stop();
    }
  });

  it('a Redis that is too old', async () => {
    const old = await startOldRedis();
    try {
      for (const message of await messages(`127.0.0.1:${old.port}`)) {
        expect(message).toContain('version 5.0.14');
        expect(message).toContain('6.2 or later');
      }
    } finally {
      old.close();
    }
  });

  it('a Redis that deletes keys when it is full', async () => {
    const redis = await startRedis({ args: ['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru'] });
    try {
      for (const message of await messages(`127.0.0.1:${redis.port}`)) {
        expect(message).toContain('maxmemory-policy allkeys-lru');
        expect(message).toContain('CONFIG SET maxmemory-policy noeviction');
      }
    } finally {
      await redis.stop();
    }
  });

  it('an address that is none', async () => {
    await expect(Connection.connect({ address: 'http://localhost:6379' })).rejects.toThrow(/redis:\/\//);
  });

  it('a lazy connection says so at its first call', async () => {
    const port = await freePort();
    const connection = Connection.lazy({ address: `127.0.0.1:${port}` });
    const client = new Client({ connection });
    const started = client.workflow.start('w', { taskQueue: 'q', workflowId: 'w' });
    expect((await rejection(started)).message).toContain(`Cannot reach Redis at 127.0.0.1:${port}`);
    await connection.close();
  });

  it('a worker without a connection names the address it tried', async () => {
    const port = await freePort();
    const before = process.env['PERDURE_REDIS_URL'];
    process.env['PERDURE_REDIS_URL'] = `redis://127.0.0.1:${port}`;
    try {
      const created = Worker.create({ taskQueue: 'q', activities: { a: () => 1 } });
      expect((await rejection(created)).message).toContain(`127.0.0.1:${port}`);
    } finally {
      if (before === undefined) delete process.env['PERDURE_REDIS_URL'];
      else process.env['PERDURE_REDIS_URL'] = before;
    }
  });
});

/** Answers INFO like Redis 5, and everything else with OK. */
async function startOldRedis(): Promise<{ port: number; close: () => void }> {
  const info = '# Server\r\nredis_version:5.0.14\r\nloading:0\r\n';
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const command of data.toString().toLowerCase().split(/^\*/m).slice(1)) {
        socket.write(command.includes('\r\ninfo\r\n') ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, close };
}
