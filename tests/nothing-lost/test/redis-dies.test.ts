import { startRedis, type RedisServer } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import { replaysForReal } from './support/replays-for-real';
import { type Scene } from './support/scene';
import { test } from './support/test';

const WORKFLOWS = 200;
const FSYNC = ['always', 'everysec'] as const;

describe.each(FSYNC)('Redis is killed and restarted, appendfsync %s', (fsync) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis({ aof: true, args: ['--appendfsync', fsync] });
  });
  afterAll(() => redis.stop());

  test(
    `invariant 10: ${WORKFLOWS} workflows in flight all complete, each step once`,
    () => redis,
    async (scene) => {
      const workers = await Promise.all([scene.worker('one'), scene.worker('other')]);
      const ids = Array.from({ length: WORKFLOWS }, (_, index) => `w${index}`);
      const handles = await Promise.all(ids.map((id, index) => scene.start('journey', id, [id, 200 + index * 10])));
      const results = Promise.all(handles.map((handle) => handle.result()));
      await scene.until('the first half of the activities to run', () => activities(workers).length > WORKFLOWS / 2);
      await redis.restart({ signal: 'SIGKILL' });
      await Promise.all(handles.map((handle) => handle.signal('go', 'gone')));
      await redis.restart({ signal: 'SIGKILL' });
      expect(await results).toEqual(ids.map((id) => `${id}:first gone ${id}:last`));
      for (const id of ids) await expectJourney(scene, id);
      const sample = [await scene.history('w0'), await scene.history(`w${WORKFLOWS - 1}`)];
      expect(await replaysForReal(sample)).toEqual([undefined, undefined]);
    },
  );
});

function activities(workers: Awaited<ReturnType<Scene['worker']>>[]): unknown[] {
  return workers.flatMap((worker) => worker.of('activity'));
}

async function expectJourney(scene: Scene, id: string): Promise<void> {
  const history = await scene.history(id);
  expectSound(history);
  expect(count(history, 'WorkflowExecutionSignaled')).toBe(1);
  expect(count(history, 'TimerFired')).toBe(1);
  expect(count(history, 'ActivityTaskCompleted')).toBe(2);
}
