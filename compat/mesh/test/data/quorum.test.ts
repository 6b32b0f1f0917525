import { MeshData } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const namespace = freshNamespace('quorum');
const meshData = new MeshData(testRedisUrl());
const options = { namespace };
const EVERY_MS = 300;
let begun = 0;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const note = async (): Promise<void> => void begun++;
  await meshData.connect({ entity: 'slow', target: note, options });
  await meshData.connect({ entity: 'slow', target: note, options });
  await meshData.connect({ entity: 'other', target: async () => 'at once', options });
});
afterAll(() => MeshData.shutdown());

const start = (entity: string, id: string): Promise<string> =>
  meshData.exec({ entity, args: [], options: { namespace, id, await: false } });

/** When Redis handed out the first task of a record. */
async function startedMs(id: string): Promise<number> {
  const { timeline = [] } = await meshData.export('slow', id, {}, namespace);
  return Date.parse(timeline.find(({ key }) => key === 'EVENT_TYPE_WORKFLOW_TASK_STARTED')?.created ?? '');
}

describe('rollCall', () => {
  it('tells who serves an entity', async () => {
    const all = await meshData.rollCall(options);
    expect(all.map(({ entity }) => entity).sort()).toEqual(['other', 'slow', 'slow']);
    const slow = await meshData.rollCall({ namespace, entity: 'slow' });
    expect(slow).toHaveLength(2);
    expect(new Set(slow.map(({ engine_id }) => engine_id)).size).toBe(2);
    expect(slow[0]).toMatchObject({
      namespace,
      entity: 'slow',
      worker_topic: 'slow-slow',
      host: hostname(),
      pid: process.pid,
      capacity: 100,
      running: 0,
      stream_depth: 0,
      throttle: 0,
    });
    expect(await meshData.rollCall({ namespace, entity: 'nobody' })).toEqual([]);
  });
});

describe('throttle', () => {
  it('-1 pauses an entity, and no other, until it is changed', async () => {
    expect(await meshData.throttle({ throttle: -1, entity: 'slow', namespace })).toBe(true);
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => start('slow', id)));
    expect(await meshData.exec({ entity: 'other', args: [], options: { namespace, id: 'o' } })).toBe('at once');
    await waitFor(async () => (await meshData.rollCall({ namespace, entity: 'slow' }))[0]?.stream_depth === 4);
    expect(begun).toBe(0);
    expect((await meshData.rollCall({ namespace, entity: 'slow' }))[0]?.throttle).toBe(-1);
  });

  it('slows all workers of an entity together', async () => {
    await meshData.throttle({ throttle: EVERY_MS, entity: 'slow', namespace });
    await waitFor(() => begun === 4);
    const handedOut = (await Promise.all(['a', 'b', 'c', 'd'].map(startedMs))).sort((a, b) => a - b);
    const pauses = handedOut.slice(1).map((ms, at) => ms - (handedOut[at] as number));
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(EVERY_MS);
    await meshData.throttle({ throttle: 0, entity: 'slow', namespace });
    expect((await meshData.rollCall({ namespace, entity: 'slow' }))[0]?.throttle).toBe(0);
  });

  it('of one worker leaves the work to the others', async () => {
    const [one] = await meshData.rollCall({ namespace, entity: 'slow' });
    await meshData.throttle({ throttle: -1, guid: one?.engine_id, namespace });
    await meshData.exec({ entity: 'slow', args: [], options: { namespace, id: 'e' } });
    const throttles = (await meshData.rollCall({ namespace, entity: 'slow' })).map(({ throttle }) => throttle);
    expect(throttles.sort()).toEqual([-1, 0]);
    await meshData.throttle({ throttle: 0, guid: one?.engine_id, namespace });
  });

  it('refuses what it cannot do', async () => {
    await expect(meshData.throttle({ throttle: -2, namespace })).rejects.toThrow('whole milliseconds');
    await expect(meshData.throttle({ throttle: 1, guid: 'x', entity: 'slow', namespace })).rejects.toThrow(
      'not of both',
    );
  });
});
