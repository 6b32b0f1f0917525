import { describe, expect, it } from 'vitest';
import { type MakeServer, scenes, SHARD } from './scene';

const WAIT_MS = 500;

export function throttleSuite(make: MakeServer): void {
  const scene = scenes(make);
  const throttle = (field: string, ms: number): Promise<void> => scene().store.throttle(SHARD, { field, ms });
  const taken = async (identity = 'tester'): Promise<number | string> => {
    const { tasks, retryInMs } = await scene().poll({ identity });
    return retryInMs === undefined ? tasks.length : `later`;
  };
  const startThree = async (): Promise<void> => {
    for (const id of ['a', 'b', 'c']) await scene().startAs(id, `run-${id}`);
  };

  describe('a throttle', () => {
    it.each(['*', 'queue:flows', 'worker:"tester"'])('of %s hands out one task at a time', async (field) => {
      await startThree();
      await throttle(field, WAIT_MS);
      expect(await taken()).toBe(1);
      const { retryInMs = 0, tasks } = await scene().poll();
      expect(tasks).toEqual([]);
      expect(retryInMs).toBeGreaterThan(0);
      expect(retryInMs).toBeLessThanOrEqual(WAIT_MS);
      await scene().pass(WAIT_MS);
      expect(await taken()).toBe(1);
      await throttle(field, 0);
      expect(await taken()).toBe(1);
      expect(await scene().key('throttle')).toBeUndefined();
    });

    it('of -1 stops tasks until it is changed', async () => {
      await startThree();
      await throttle('queue:flows', -1);
      expect(await scene().poll()).toMatchObject({ tasks: [], retryInMs: 1_000 });
      await throttle('queue:flows', 0);
      expect(await taken()).toBe(3);
    });

    it('of one worker leaves others alone', async () => {
      await startThree();
      await throttle('worker:"slow"', -1);
      expect([await taken('slow'), await taken('quick')]).toEqual(['later', 3]);
    });
  });

  describe('the roster', () => {
    it('has workers as long as they say so, and what waits in their queues', async () => {
      const { store } = scene();
      await startThree();
      await store.announce(SHARD, { worker: 'w1', profile: '{"a":1}', ttlMs: 50 });
      await store.announce(SHARD, { worker: 'w2', profile: '{"b":2}', ttlMs: 60_000 });
      await throttle('*', 7);
      expect(await store.rollCall(SHARD)).toMatchObject({
        workers: expect.arrayContaining([expect.objectContaining({ worker: 'w1', profile: '{"a":1}' })]) as unknown,
        throttles: { '*': '7' },
      });
      await scene().pass(60);
      expect((await store.rollCall(SHARD)).workers).toMatchObject([{ worker: 'w2' }]);
      await store.announce(SHARD, { worker: 'w2', profile: '', ttlMs: 0 });
      expect((await store.rollCall(SHARD)).workers).toEqual([]);
      expect(await store.queueDepths(SHARD, ['flows', 'none'])).toEqual([3, 0]);
    });
  });
}
