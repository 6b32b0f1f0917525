import { HotMesh, MeshCall } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { Client, Connection } from '@perdure/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../support/flow-place';

const CALLERS = 50;
const QUARTER_MS = 15 * 60_000;
const place = { redis: testRedisUrl(), namespace: freshNamespace('call') };
let calls = 0;
const functions = {
  greet: (name: string) => ({ hello: name }),
  echo: (value: unknown) => value,
  count: () => ++calls,
};
const exec = <U>(topic: keyof typeof functions, args: unknown[], options = {}) =>
  MeshCall.exec<U>({ ...place, topic, args, options });

beforeAll(async () => {
  quiet();
  const topics = Object.entries(functions);
  await Promise.all(topics.map(([topic, callback]) => MeshCall.connect({ ...place, topic, callback })));
});
afterAll(() => MeshCall.shutdown());

describe('a cache key ignores topic and arguments', () => {
  it('no: the answer belongs to topic, id and arguments', async () => {
    const options = { id: HotMesh.guid(), ttl: '1 minute' };
    expect(await exec('greet', ['one'], options)).toEqual({ hello: 'one' });
    expect(await exec('echo', ['one'], options)).toBe('one');
    expect(await exec('greet', ['two'], options)).toEqual({ hello: 'two' });
    expect(await exec('greet', ['two'], options)).toEqual({ hello: 'two' });
  });
});

describe('of fifty concurrent callers of one id 49 fail', () => {
  it('no: they cause one call, and all get its answer', async () => {
    const options = { id: HotMesh.guid(), ttl: '1 minute' };
    const answers = await Promise.all(Array.from({ length: CALLERS }, () => exec<number>('count', [], options)));
    expect(calls).toBe(1);
    expect(new Set(answers)).toEqual(new Set([1]));
  });
});

describe('*/15 * * * * runs in a tight loop', () => {
  it('no: at the quarters of an hour, and not before', async () => {
    let runs = 0;
    const job = { ...place, topic: 'quarters', options: { id: 'job', interval: '*/15 * * * *' } };
    expect(await MeshCall.cron({ ...job, callback: () => ++runs })).toBe(true);
    const connection = await Connection.connect({ address: place.redis });
    const { schedule } = new Client({ connection, namespace: place.namespace });
    const { info } = await waitFor(() => schedule.getHandle('meshcall/quarters/job').describe());
    const times = info.nextActionTimes.map((time) => time.getTime());
    expect(times.length).toBeGreaterThan(1);
    expect(times.map((ms) => ms % QUARTER_MS)).toEqual(times.map(() => 0));
    expect(new Set(times).size).toBe(times.length);
    expect(runs).toBe(info.numActionsTaken);
    expect(info.numActionsTaken).toBeLessThanOrEqual(1);
    await connection.close();
  });
});
