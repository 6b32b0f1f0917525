import { MeshData, MeshFlow, StreamError, type Types } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import Redis from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const { hostname, port } = new URL(testRedisUrl());
const namespace = freshNamespace('data');
const meshData = new MeshData(Redis, { host: hostname, port: Number(port) });
const options = { namespace };

const runs: string[] = [];

async function user(name: string, age: number): Promise<string> {
  runs.push(name);
  const search = await MeshData.workflow.search();
  await search.set('active', 'yes', 'age', age);
  return `Welcome, ${name}.`;
}

/** Every call of `search()`, and what it answered. */
async function everything(): Promise<unknown[]> {
  const search = await MeshData.workflow.search();
  return [
    await search.set({ a: 'x', b: 7, c: true }),
    await search.set('a', 'y', 'd', 'new'),
    await search.get('a'),
    (await search.get('nothing')) ?? 'none',
    await search.mget('b', 'c', 'nothing'),
    await search.incr('n', 2),
    await search.incr('n', -0.5),
    await search.mult('n', 4),
    await search.mult('m', 3),
    await search.del('c', 'nothing'),
    await search.all(),
  ];
}

async function waits(): Promise<string> {
  runs.push('waits');
  await MeshData.workflow.waitFor('go');
  return 'gone on';
}

async function fails(): Promise<void> {
  runs.push('fails');
  await MeshData.workflow.sleepFor('50 ms');
  throw new TypeError('it is broken');
}

async function refused(): Promise<string> {
  const search = await MeshData.workflow.search();
  await search.set('name', 'Jim');
  try {
    await search.incr('name', 1);
    return 'not reached';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Counts, with a new workflow task every second time. */
async function counts(times: number): Promise<number> {
  const search = await MeshData.workflow.search();
  let value = 0;
  for (let n = 0; n < times; n++) {
    value = await search.incr('n', 1);
    if (n % 2 === 1) await MeshData.workflow.sleepFor('1 ms');
  }
  return value;
}

async function renames(name: string): Promise<number> {
  const search = await MeshData.workflow.search();
  await search.incr('renamed', 1);
  return await search.set('name', name);
}

async function hooked(): Promise<string> {
  await MeshFlow.workflow.enrich({ name: 'first' });
  const hook = await MeshData.workflow.hook({ entity: 'renames', args: ['by hook'] });
  return hook;
}

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const entities = { user, everything, waits, fails, refused, renames, hooked, counts };
  await Promise.all(
    Object.entries(entities).map(([entity, target]) => meshData.connect<unknown>({ entity, target, options })),
  );
});
afterAll(() => MeshData.shutdown());

function exec<T>(
  entity: string,
  id: string,
  more: Types.MeshDataWorkflowOptions = {},
  args: unknown[] = [],
): Promise<T> {
  return meshData.exec<T>({ entity, args, options: { namespace, id, ...more } });
}

const waiting = (): number => runs.filter((run) => run === 'waits').length;

describe('exec', () => {
  it('runs a function once, with fields from its start and of its own', async () => {
    const data = { id: 'jim', name: 'James', timestamp: 12 };
    const more = { ttl: '1 hour', search: { data } };
    expect(await exec('user', 'jim', more, ['James', 40])).toBe('Welcome, James.');
    expect(await exec('user', 'jim', more, ['Other', 41])).toBe('Welcome, James.');
    expect(runs.filter((run) => run === 'James')).toHaveLength(1);
    expect(runs).not.toContain('Other');
    expect(await meshData.get('user', 'jim', { fields: ['id', 'active', 'age', 'none'], namespace })).toEqual({
      id: 'jim',
      active: 'yes',
      age: '40',
      none: null,
    });
    expect(await meshData.all('user', 'jim', options)).toEqual({
      id: 'jim',
      name: 'James',
      timestamp: '12',
      active: 'yes',
      age: '40',
    });
  });

  it('fifty callers at once get the answer of one run', async () => {
    const before = runs.length;
    const calls = Array.from({ length: 50 }, () => exec('user', 'fifty', { ttl: '1 hour' }, ['Fifty', 1]));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['Welcome, Fifty.']));
    expect(runs.length).toBe(before + 1);
  });

  it('waits for a function that runs, and answers its id when asked not to wait', async () => {
    expect(await exec('waits', 'w1', { await: false })).toBe('waits-w1');
    await waitFor(() => runs.includes('waits'));
    expect(await exec('waits', 'w1', { await: false })).toBe('waits-w1');
    const joined = exec('waits', 'w1');
    await meshData.signal('go', {}, namespace);
    expect(await joined).toBe('gone on');
    expect(runs.filter((run) => run === 'waits')).toHaveLength(1);
  });

  it('an error of a function that runs reaches all who wait, and does not start it again', async () => {
    const calls = await Promise.allSettled([exec('fails', 'f1'), exec('fails', 'f1'), exec('fails', 'f1')]);
    for (const call of calls) {
      expect(call).toMatchObject({
        status: 'rejected',
        reason: { message: 'it is broken', code: 597, type: 'TypeError' },
      });
      expect((call as PromiseRejectedResult).reason).toBeInstanceOf(StreamError);
    }
    await expect(exec('fails', 'f1')).rejects.toMatchObject({ message: 'it is broken' });
    expect(runs.filter((run) => run === 'fails')).toHaveLength(1);
  });

  it('refuses what cannot be before anything is written', async () => {
    await expect(exec('user', 'bad ttl', { ttl: '6 moons' })).rejects.toThrow(TypeError);
    await expect(exec('user', 'x', { ttl: '6 moons' }, ['Moon', 1])).rejects.toThrow("'6 moons' is not a duration");
    for (const id of ['a:b', 'a$b', 'a b', '']) {
      await expect(exec('user', id)).rejects.toThrow(TypeError);
      await expect(exec('user', id)).rejects.toThrow(/id/);
    }
    await expect(exec('user', 'x', { search: { data: { bad: [1] as never } } })).rejects.toThrow(
      "Field 'bad' is a list",
    );
    expect(await meshData.all('user', 'x', options)).toEqual({});
    expect(runs).not.toContain('Moon');
  });
});

describe('search() inside the function', () => {
  it('answers as HotMesh does', async () => {
    expect(await exec('everything', 'e1', { ttl: 'infinity' })).toEqual([
      3,
      1,
      'y',
      'none',
      ['7', 'true', null],
      2,
      1.5,
      6,
      3,
      1,
      { a: 'y', b: '7', d: 'new', n: '6', m: '3' },
    ]);
  });

  it('throws for a number that is none, and the function can catch it', async () => {
    expect(await exec('refused', 'r1')).toContain("Field 'name' of record \"refused-r1\" is 'Jim'");
  });

  it('in a hook works on the record that the hook belongs to', async () => {
    const hook = await exec<string>('hooked', 'h1', { ttl: '1 hour' });
    await waitFor(async () => (await meshData.all('hooked', 'h1', options))['name'] === 'by hook');
    expect(hook).toMatch(/^hooked-h1-hook-/);
    await meshData.hook({ entity: 'hooked', id: 'h1', hookEntity: 'renames', hookArgs: ['from outside'], options });
    await waitFor(async () => (await meshData.all('hooked', 'h1', options))['renamed'] === '2');
    expect(await meshData.all('hooked', 'h1', options)).toEqual({ name: 'from outside', renamed: '2' });
  });
});

it('what is kept of steps goes once they are recorded', async () => {
  expect(await exec('counts', 'k1', { ttl: '1 hour' }, [60])).toBe(60);
  const redis = new Redis(testRedisUrl());
  const key = await meshData.mintKey('counts', 'k1', namespace);
  const notes = await redis.hkeys(key.replace('}:d:', '}:dn:'));
  redis.disconnect();
  // Those of the last workflow task are left: nothing was written after it.
  expect(notes.filter((note) => note.startsWith('step:')).length).toBeLessThanOrEqual(2);
  expect(notes).toContain('place');
});

describe('a record from outside', () => {
  it('is written field by field, also when its function has ended', async () => {
    await exec('user', 'ann', { ttl: 'infinity' }, ['Ann', 30]);
    expect(await meshData.set('user', 'ann', { search: { data: { city: 'Bern', age: 31 } }, namespace })).toBe(1);
    expect(await meshData.incr('user', 'ann', 'age', 2, options)).toBe(33);
    expect(await meshData.incr('user', 'ann', 'visits', 1, options)).toBe(1);
    expect(await meshData.del('user', 'ann', { fields: ['city', 'never'], namespace })).toBe(1);
    expect(await meshData.all('user', 'ann', options)).toEqual({ active: 'yes', age: '33', visits: '1' });
    await expect(meshData.incr('user', 'ann', 'active', 1, options)).rejects.toThrow('no number');
    const refused = { name: 'StreamError', code: 400, type: 'INVALID_ARGUMENT', job_id: 'user-ann' };
    await expect(meshData.incr('user', 'ann', 'active', 1, options)).rejects.toMatchObject(refused);
    await expect(meshData.incr('user', 'ann', 'age', NaN, options)).rejects.toMatchObject(refused);
  });

  it('that does not exist is told by an error with code 404', async () => {
    const missing = { name: 'StreamError', code: 404, job_id: 'user-nobody' };
    await expect(meshData.set('user', 'nobody', { search: { data: { a: 1 } }, namespace })).rejects.toMatchObject(
      missing,
    );
    await expect(meshData.info('user', 'nobody', options)).rejects.toMatchObject(missing);
    await expect(meshData.export('user', 'nobody', {}, namespace)).rejects.toMatchObject(missing);
    await expect(meshData.interrupt('user', 'nobody', {}, namespace)).rejects.toMatchObject(missing);
    await expect(
      meshData.hook({ entity: 'user', id: 'nobody', hookEntity: 'renames', hookArgs: ['x'], options }),
    ).rejects.toMatchObject(missing);
    expect(await meshData.get('user', 'nobody', { fields: ['a'], namespace })).toEqual({ a: null });
    expect(await meshData.flush('user', 'nobody', namespace)).toBe(false);
  });

  it('tells its state, its history and what is stored', async () => {
    await exec('user', 'eve', { ttl: '1 hour' }, ['Eve', 20]);
    expect(await meshData.info('user', 'eve', options)).toMatchObject({
      data: { done: true, response: 'Welcome, Eve.', workflowId: 'user-eve' },
      metadata: { js: 0 },
    });
    const exported = await meshData.export('user', 'eve', {}, namespace);
    expect(exported.data).toEqual({ active: 'yes', age: '20' });
    expect(exported.timeline?.at(-1)?.key).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
    expect(await meshData.raw('user', 'eve', options)).toMatchObject({ _active: 'yes', _age: '20', type: 'user' });
    const key = await meshData.mintKey('user', 'eve', namespace);
    const redis = new Redis(testRedisUrl());
    expect(await redis.hgetall(key)).toEqual({ _active: 'yes', _age: '20' });
    redis.disconnect();
    expect(MeshData.mintGuid('user', 'eve')).toBe('user-eve');
    expect(MeshData.mintGuid('user')).toMatch(/^user-H\w{22}$/);
  });

  it('that is flushed is gone at once, and its id is free', async () => {
    await exec('user', 'leo', { ttl: 'infinity', search: { data: { old: 'yes' } } }, ['Leo', 1]);
    expect(await meshData.flush('user', 'leo', namespace)).toBe(true);
    expect(await meshData.all('user', 'leo', options)).toEqual({});
    await expect(meshData.info('user', 'leo', options)).rejects.toMatchObject({ code: 404 });
    await expect(meshData.incr('user', 'leo', 'n', 1, options)).rejects.toMatchObject({ code: 404 });
    expect(await exec('user', 'leo', { ttl: 'infinity' }, ['Leo again', 2])).toBe('Welcome, Leo again.');
    expect(await meshData.all('user', 'leo', options)).toEqual({ active: 'yes', age: '2' });
  });

  it('that waits ends when it is flushed or interrupted', async () => {
    const before = waiting();
    const call = exec('waits', 'w2', { ttl: '1 hour' });
    await waitFor(() => waiting() === before + 1);
    const ended = expect(call).rejects.toMatchObject({ code: 410 });
    expect(await meshData.interrupt('waits', 'w2', {}, namespace)).toBe('waits-w2');
    await ended;
    const other = exec('waits', 'w3', { ttl: '1 hour' });
    await waitFor(() => waiting() === before + 2);
    const flushed = expect(other).rejects.toMatchObject({ code: 410 });
    await meshData.flush('waits', 'w3', namespace);
    await flushed;
  });

  it('of another entity is not hit by an id that makes the same text', async () => {
    const admin = new MeshData(testRedisUrl());
    await admin.connect({ entity: 'user-admin', target: async () => 'admin', options });
    await exec('user-admin', '1', { ttl: '1 hour' });
    await expect(meshData.set('user', 'admin-1', { search: { data: { a: 1 } }, namespace })).rejects.toThrow(
      "is a record of 'user-admin', not of 'user'",
    );
    expect(await meshData.all('user', 'admin-1', options)).toEqual({});
    await expect(exec('user', 'admin-1')).rejects.toThrow("is a record of 'user-admin', not of 'user'");
    await expect(meshData.flush('user', 'admin-1', namespace)).rejects.toThrow("is a record of 'user-admin'");
    await expect(meshData.info('user', 'admin-1', options)).rejects.toThrow("is a record of 'user-admin'");
    expect(await exec('user-admin', '1')).toBe('admin');
  });
});

describe('forms', () => {
  it.each([
    ['a URL', () => new MeshData(testRedisUrl())],
    ['{ class, options }', () => new MeshData({ class: Redis, options: { host: hostname, port: Number(port) } })],
    ['node-redis', () => new MeshData({ createClient: () => undefined }, { url: testRedisUrl() })],
    ['options of ioredis', () => new MeshData({ host: hostname, port: Number(port) })],
  ])('of the constructor: %s', async (_name, make) => {
    expect(await make().get('user', 'nobody', { fields: ['a'], namespace })).toEqual({ a: null });
  });
});
