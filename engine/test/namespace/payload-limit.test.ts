import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../src/connection/connection';
import type { EngineConnection, EngineConnectionOptions } from '../../src/connection-contract';
import type { Payload } from '../../src/model/payload';
import { bytesOverLimit, commandBytesOverLimit } from '../../src/model/payload-size';
import { startRequest } from './scene';

const open: EngineConnection[] = [];
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
});

function connect(maxPayloadBytes?: number): EngineConnection {
  const options: EngineConnectionOptions = { redis: `memory://${randomUUID()}`, maxPayloadBytes };
  const connection = openConnection(options);
  open.push(connection);
  return connection;
}

const text = (length: number): Payload => ({ encoding: 'json/plain', data: 'x'.repeat(length) });

describe('maxPayloadBytes of a connection', () => {
  it('is 2 MiB by default', () => {
    expect(connect().maxPayloadBytes).toBe(2 * 1024 * 1024);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity, 64 * 1024 * 1024 + 1])('refuses %s and says what it may be', (bytes) => {
    expect(() => connect(bytes)).toThrow(/maxPayloadBytes of the connection is .*from 1 to 67108864 \(64 MiB\)/);
  });

  it('is the limit of every call made through it', async () => {
    const client = await connect(100).client('default');
    const args = [text(60), text(41)];
    const large = { code: 'LIMIT_EXCEEDED', details: { bytes: 101, limitBytes: 100 } };
    const signal = { requestId: randomUUID(), name: 's', args };
    const target = { workflowId: 'w' };
    await client.start(startRequest({ workflowId: 'w', args: [text(60), text(40)] }));
    await expect(client.start(startRequest({ args }))).rejects.toMatchObject(large);
    await expect(client.signal(target, signal)).rejects.toMatchObject(large);
    await expect(client.signalWithStart(startRequest(), signal)).rejects.toMatchObject(large);
    await expect(client.query(target, { name: 'q', args })).rejects.toMatchObject(large);
    await expect(client.terminate(target, { requestId: '1', details: args })).rejects.toMatchObject(large);
    await expect(client.heartbeatActivity({ ...target, activityId: '1' }, args)).rejects.toThrow();
    const update = { updateId: 'u', name: 'u', args };
    await expect(client.update(target, update, 'ACCEPTED')).rejects.toThrow(/raise maxPayloadBytes of the connection/);
  });

  it('lets more through than the default when it is larger', async () => {
    const client = await connect(3 * 1024 * 1024).client('default');
    await client.start(startRequest({ args: [text(2 * 1024 * 1024 + 1)] }));
  });
});

describe('the size of payloads', () => {
  it('is that of their data as bytes', () => {
    const binary: Payload = { encoding: 'binary/plain', data: Buffer.alloc(90).toString('base64'), binary: true };
    expect(bytesOverLimit([binary], 90)).toBeUndefined();
    expect(bytesOverLimit([binary], 89)).toBe(90);
    expect(bytesOverLimit([{ encoding: 'json/plain', data: 'äß' }], 3)).toBe(4);
    expect(bytesOverLimit([{ encoding: 'binary/null' }], 1)).toBeUndefined();
  });

  it('counts payloads and texts of a command, wherever they are', () => {
    const command = { kind: 'k', args: [text(10)], headers: { h: text(5) }, taskQueue: 'q', attempt: 3 };
    const bytes = 1 + 10 + 5 + 1 + 2 * 'json/plain'.length;
    expect(commandBytesOverLimit(command, bytes)).toBeUndefined();
    expect(commandBytesOverLimit(command, bytes - 1)).toBe(bytes);
  });
});
