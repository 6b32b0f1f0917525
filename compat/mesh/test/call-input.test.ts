/** What callers get wrong is refused by name, before anything is written. */
import { MeshCall } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const place = { redis: testRedisUrl(), namespace: freshNamespace('call-input') };
/** What JavaScript lets through. */
const any = (value: unknown): never => value as never;

const exec = (params: never): Promise<unknown> => MeshCall.exec(params);
let runs = 0;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await MeshCall.connect({ ...place, topic: 'a', callback: () => 'a' });
  await MeshCall.connect({ ...place, topic: 'a/b', callback: () => 'a/b' });
  await MeshCall.connect({ ...place, topic: 'no-json', callback: () => BigInt(++runs) });
});
afterAll(() => MeshCall.shutdown());

describe('the id of a call', () => {
  it('belongs to its topic, whatever slashes both have', async () => {
    expect(await MeshCall.exec({ ...place, topic: 'a', options: { id: 'b/c', ttl: '1 minute' } })).toBe('a');
    expect(await MeshCall.exec({ ...place, topic: 'a/b', options: { id: 'c', ttl: '1 minute' } })).toBe('a/b');
  });

  it('that is too long is a StreamError', async () => {
    const call = MeshCall.exec({ ...place, topic: 'a', options: { id: 'x'.repeat(1_001) } });
    await expect(call).rejects.toMatchObject({ name: 'StreamError', code: 400 });
  });
});

describe('an answer that is no JSON', () => {
  it('fails the call at once; the function is not called again', async () => {
    const call = MeshCall.exec({ ...place, topic: 'no-json' });
    await expect(call).rejects.toMatchObject({ name: 'StreamError', message: expect.stringContaining('payload') });
    expect(runs).toBe(1);
  });
});

describe('a call', () => {
  it.each([
    [{ id: '' }, 'A call needs an id'],
    [{ id: 5 }, 'A call needs an id'],
    [{ flush: true }, 'flush needs an id'],
    [{ maximumAttempts: 0 }, 'maximumAttempts is 0'],
    [{ maximumAttempts: '3' }, "maximumAttempts is '3'"],
    [{ headers: { user: 5 } }, 'an object of texts'],
    [{ signal: {} }, 'AbortController'],
    [{ expire: 5 }, "MeshCall.exec has no option 'expire': it has id, ttl"],
  ])('with the options %j is refused', async (options, message) => {
    await expect(MeshCall.exec({ ...place, topic: 'a', options: any(options) })).rejects.toThrow(message);
  });

  it.each(['abc', { a: 1 }, null])('with the arguments %j is refused', async (args) => {
    await expect(MeshCall.exec({ ...place, topic: 'a', args: any(args) })).rejects.toThrow('args of a call are a list');
  });

  it('without a topic is refused, whatever is asked', async () => {
    const noTopic = any({ ...place, options: { id: 'x', interval: '1 day' } });
    const answers = [MeshCall.flush(noTopic), MeshCall.cron(noTopic), MeshCall.interrupt(noTopic), exec(noTopic)];
    for (const answer of await Promise.allSettled(answers)) {
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('needs a topic') },
      });
    }
  });
});

describe('a job', () => {
  it.each([
    [{ id: 'j' }, 'The interval is undefined'],
    [{ id: 'j', interval: 5_000 }, 'The interval is 5000'],
    [{ interval: '1 day' }, 'MeshCall.cron needs an id'],
  ])('with the options %j is refused', async (options, message) => {
    await expect(MeshCall.cron({ ...place, topic: 'a', options: any(options) })).rejects.toThrow(message);
  });

  it('is not made when its callback is no function', async () => {
    const options = { id: 'none', interval: '1 day' };
    await expect(MeshCall.cron({ ...place, topic: 'c', callback: any(5), options })).rejects.toThrow('not a function');
    expect(await MeshCall.interrupt({ ...place, topic: 'c', options })).toBe(false);
  });

  it('that does none at a time is refused', async () => {
    const connect = MeshCall.connect({ ...place, topic: 'd', callback: () => 1, maxConcurrent: 0 });
    await expect(connect).rejects.toThrow('maxConcurrent is 0');
  });
});
