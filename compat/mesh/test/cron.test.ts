import { Client, Connection } from '@perdure/client';
import { HotMesh, MeshCall, MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from './support/flow-place';

const place = { redis: testRedisUrl(), namespace: freshNamespace('cron') };
let connection: Connection;
let client: Client;

beforeAll(async () => {
  quiet();
  connection = await Connection.connect({ address: place.redis });
  client = new Client({ connection, namespace: place.namespace });
});
afterAll(async () => {
  await MeshCall.shutdown();
  await connection.close();
});

type Options = Omit<Parameters<typeof MeshCall.cron>[0]['options'], 'id'>;
const job = (topic: string, callback: (() => unknown) | undefined, options: Options) =>
  MeshCall.cron({ ...place, topic, callback, options: { id: 'job', ...options } });
const infoOf = async (topic: string) => (await client.schedule.getHandle(`meshcall/${topic}/job`).describe()).info;

describe('a cron job', () => {
  it('runs at once and again, once for each id, until its cycles are over', async () => {
    let runs = 0;
    const made = await Promise.all(
      Array.from({ length: 3 }, () => job('counts', () => ++runs, { interval: '1 second', maxCycles: 2 })),
    );
    expect(made.sort()).toEqual([false, false, true]);
    await waitFor(() => runs >= 2);
    await waitFor(async () => {
      const info = await infoOf('counts');
      return info.nextActionTimes.length === 0 && info.runningActions.length === 0;
    });
    expect(runs).toBe(2);
    expect(await job('counts', () => ++runs, { interval: '1 hour' })).toBe(true);
  });

  it('shows up in lists, with its next times', async () => {
    expect(await job('listed', undefined, { interval: '0 0 * * *', timezone: 'Asia/Tokyo' })).toBe(true);
    const listed = [];
    for await (const { scheduleId } of client.schedule.list()) listed.push(scheduleId);
    expect(listed).toContain('meshcall/listed/job');
    const [next] = (await infoOf('listed')).nextActionTimes;
    // Midnight in Tokyo, which has no summer time.
    expect(next?.toISOString()).toMatch(/T15:00:00/);
  });

  it('waits for its delay', async () => {
    const before = Date.now();
    await job('delayed', undefined, { interval: '1 hour', delay: '1 day' });
    const [next] = (await infoOf('delayed')).nextActionTimes;
    expect(next!.getTime() - before).toBeGreaterThan(23 * 3_600_000);
  });

  it('is interrupted, and its id is free', async () => {
    expect(await job('stops', () => undefined, { interval: '0 0 * * *', maxCycles: 24 })).toBe(true);
    expect(await job('stops', () => undefined, { interval: '0 0 * * *' })).toBe(false);
    const target = { ...place, topic: 'stops', options: { id: 'job' } };
    expect(await MeshCall.interrupt(target)).toBe(true);
    expect(await MeshCall.interrupt(target)).toBe(false);
    expect(await job('stops', undefined, { interval: '1 day' })).toBe(true);
  });

  it('whose function throws repeats the run', async () => {
    let runs = 0;
    const breaks = (): void => {
      if (++runs < 2) throw new Error('not yet');
    };
    await job('breaks', breaks, { interval: '1 hour', maxCycles: 1 });
    await waitFor(() => runs === 2);
  });

  it.each<[string, Partial<Options>]>([
    ['no interval', { interval: 'sometimes' }],
    ['an interval below a second', { interval: '10 ms' }],
    ['an expression with an hour that is none', { interval: '0 99 * * *' }],
    ['a time zone that is none', { interval: '0 0 * * *', timezone: 'Mars/Olympus' }],
    ['no cycles', { maxCycles: 0 }],
  ])('with %s is refused before anything is written', async (_what, options) => {
    let runs = 0;
    await expect(job('refused', () => ++runs, { interval: '1 second', ...options })).rejects.toThrow();
    await expect(infoOf('refused')).rejects.toThrow();
    expect(runs).toBe(0);
  });
});

describe('from a workflow function', () => {
  const times = { exec: 0 };
  const workflows = {
    async asks(): Promise<unknown[]> {
      const answer = await MeshCall.exec({ ...place, topic: 'asked', args: [] });
      const made = await MeshCall.cron({ ...place, topic: 'asked', options: { id: 'job', interval: '0 0 * * *' } });
      // Every step is taken from the history in the next task of a worker that does not know the run.
      await MeshFlow.workflow.sleepFor('10 ms');
      const ended = await MeshCall.interrupt({ ...place, topic: 'asked', options: { id: 'job' } });
      return [answer, made, ended];
    },
    async connects(): Promise<boolean> {
      return await MeshCall.cron({
        ...place,
        topic: 'asked',
        callback: () => 1,
        options: { id: 'x', interval: '1 day' },
      });
    },
  };
  const run = async (workflowName: keyof typeof workflows) => {
    const flow = new MeshFlow.Client({ connection: place.redis });
    const { namespace } = place;
    return await flow.workflow.start({
      args: [],
      taskQueue: 'asks',
      workflowName,
      workflowId: HotMesh.guid(),
      namespace,
    });
  };

  beforeAll(async () => {
    const { redis, namespace } = place;
    await MeshCall.connect({ ...place, topic: 'asked', callback: () => ++times.exec });
    await MeshFlow.Worker.create({ connection: redis, namespace, taskQueue: 'asks', workflow: workflows });
  });

  it('calls and jobs are recorded as activities are', async () => {
    const handle = await run('asks');
    expect(await handle.result()).toEqual([1, true, true]);
    const { timeline = [] } = await handle.export({ allow: ['timeline'] });
    expect(timeline.filter(({ key }) => key === 'EVENT_TYPE_MARKER_RECORDED')).toHaveLength(3);
    expect(times.exec).toBe(1);
  });

  it('a job comes without its callback', async () => {
    await expect((await run('connects')).result()).rejects.toThrow('Connect the function outside');
  });
});
