import { HotMesh, MeshCall, StreamError } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import Redis from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const { hostname, port } = new URL(testRedisUrl());
const redis = { class: Redis, options: { host: hostname, port: Number(port) } };
const namespace = freshNamespace('call');
const place = { redis, namespace };

class Broken extends Error {
  readonly code = 'EBROKEN';
  override readonly name = 'Broken';
}

let calls = 0;
let flaky = 0;
let aborted = false;

const functions = {
  greet: (name: string) => ({ hello: name }),
  echo: (value: unknown) => value,
  count: (step = 1) => (calls += step),
  nothing: () => undefined,
  breaks: () => {
    throw new Broken('it is broken');
  },
  flaky: () => {
    if (++flaky < 3) throw new Error('not yet');
    return flaky;
  },
  headers: () => MeshCall.headers(),
  hangs: () =>
    new Promise((_resolve, reject) => {
      MeshCall.signal().addEventListener('abort', () => {
        aborted = true;
        reject(new Error('told to stop'));
      });
    }),
};

const exec = <U>(topic: keyof typeof functions | 'nobody', args: unknown[] = [], options = {}) =>
  MeshCall.exec<U>({ ...place, topic, args, options });

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await Promise.all(
    Object.entries(functions).map(([topic, callback]) => MeshCall.connect({ ...place, topic, callback })),
  );
});
afterAll(() => MeshCall.shutdown());

describe('a call', () => {
  it('answers what the function returns, any JSON', async () => {
    expect(await exec('greet', ['something'])).toEqual({ hello: 'something' });
    for (const value of [0, null, false, '', '/t', [], { a: 1 }]) expect(await exec('echo', [value])).toEqual(value);
    expect(await exec('nothing')).toBeUndefined();
  });

  it('rejects with what the function throws: message, code, type and stack', async () => {
    const error = await exec('breaks').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toMatchObject({ message: 'it is broken', code: 'EBROKEN', type: 'Broken' });
    expect((error as Error).stack).toContain('breaks');
  });

  it('of a topic that nobody has says so when its time is over', async () => {
    await expect(exec('nobody', [], { timeout: '1 second' })).rejects.toMatchObject({
      code: 504,
      message: expect.stringContaining("No answer from topic 'nobody' within 1 s") as string,
    });
  });

  it('is repeated when that is asked for', async () => {
    expect(await exec('flaky', [], { maximumAttempts: 5 })).toBe(3);
  });

  it('brings headers along', async () => {
    expect(await exec('headers', [], { headers: { user: 'Ann' } })).toEqual({ user: 'Ann' });
  });

  it('is cancelled with its signal, and the function is told', async () => {
    const controller = new AbortController();
    const call = exec('hangs', [], { signal: controller.signal }).catch((error: unknown) => error);
    await waitFor(isTaken);
    controller.abort();
    expect(await call).toMatchObject({ name: 'StreamError', code: 410 });
    await waitFor(() => aborted);
  });

  it.each(['soon', '0 s', '-1 minute'])('with the duration %s is refused before anything is written', async (ttl) => {
    await expect(exec('count', [], { id: 'bad', ttl })).rejects.toThrow(/duration/);
  });

  it('with a ttl and no id is refused', async () => {
    await expect(exec('count', [], { ttl: '1 minute' })).rejects.toThrow('A ttl needs an id');
  });
});

/** Whether the hanging call has been taken by its worker. */
async function isTaken(): Promise<boolean> {
  const { clientOf } = await import('../dist/connection/pool.js');
  const client = await clientOf(redis, namespace);
  for await (const { activityId } of client.activity.list(`TaskQueue = 'meshcall/hangs'`)) {
    const { runState } = await client.activity.getHandle(activityId).describe();
    if (runState === 'STARTED') return true;
  }
  return false;
}

describe('a cached call', () => {
  it('is made once while its answer is kept, and again after a flush', async () => {
    const id = HotMesh.guid();
    const first = await exec<number>('count', [], { id, ttl: '15 minutes' });
    expect(await exec('count', [], { id, ttl: '15 minutes' })).toBe(first);
    await MeshCall.flush({ ...place, topic: 'count', options: { id } });
    expect(await exec('count', [], { id, ttl: '15 minutes' })).toBe(first + 1);
    expect(await exec('count', [], { id, ttl: '15 minutes', flush: true })).toBe(first + 2);
  });

  it('is made again when its time is over', async () => {
    const id = HotMesh.guid();
    const first = await exec<number>('count', [], { id, ttl: '1 second' });
    const again = await waitFor(async () => {
      const answer = await exec<number>('count', [], { id, ttl: '1 second' });
      return answer > first && answer;
    });
    expect(again).toBeGreaterThan(first);
  });

  it('that failed is made again', async () => {
    const options = { id: HotMesh.guid(), ttl: '1 minute' };
    await expect(exec('breaks', [], options)).rejects.toMatchObject({ code: 'EBROKEN' });
    await expect(exec('breaks', [], options)).rejects.toMatchObject({ code: 'EBROKEN' });
  });
});
