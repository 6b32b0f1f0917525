import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { TASK_QUEUE } from '../src/reports';
import { expectSound } from './support/check-history';
import type { Scene } from './support/scene';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** Each second, one activity; nothing but the workers runs it. */
function everySecond(scene: Scene, overlap: 'ALLOW_ALL' | 'BUFFER_ALL') {
  return scene.client.schedule.create({
    scheduleId: 's',
    spec: { intervals: [{ every: '1 second' }] },
    action: {
      type: 'startWorkflow',
      workflowType: 'oneActivity',
      workflowId: 'job',
      taskQueue: TASK_QUEUE,
      args: ['x'],
      workflowTaskTimeout: '1 second',
    },
    policies: { overlap },
  });
}

/** The nominal times that were served, in order, and that each workflow did its work once. */
async function served(scene: Scene): Promise<readonly number[]> {
  const times: number[] = [];
  for await (const { workflowId } of scene.client.workflow.list({ query: "TemporalScheduledById = 's'" })) {
    expect(await scene.client.workflow.getHandle(workflowId).result()).toBe('x');
    expectSound(await scene.history(workflowId));
    times.push(Date.parse(workflowId.slice('job-'.length)));
  }
  return times.sort((one, other) => one - other);
}

function expectEachSecondOnce(times: readonly number[]): void {
  expect(times).toEqual(times.map((_, index) => times[0]! + index * 1_000));
}

describe.concurrent('a schedule', () => {
  test(
    'invariant 3: serves each time once while the processes that run it are killed one after the other',
    () => redis,
    async (scene) => {
      const workers = await Promise.all(['1', '2', '3'].map((identity) => scene.worker(identity)));
      const schedule = await everySecond(scene, 'BUFFER_ALL');
      const taken = async (count: number) =>
        scene.until(`${count} actions`, async () => (await schedule.describe()).info.numActionsTaken >= count);
      for (const [index, worker] of workers.entries()) {
        await taken(2 * (index + 1));
        await worker.kill();
        if (index > 0) await scene.worker(`${index + 3}`);
      }
      await taken(9);
      await schedule.pause();
      const { info } = await scene.until('everything to have ended', async () => {
        const description = await schedule.describe();
        return description.info.runningActions.length === 0 ? description : undefined;
      });
      const times = await served(scene);
      expectEachSecondOnce(times);
      expect(times).toHaveLength(info.numActionsTaken);
      expect(info).toMatchObject({ numActionsMissedCatchupWindow: 0, numActionsSkippedOverlap: 0 });
    },
  );

  for (const loss of ['request', 'silence'] as const) {
    test(
      `invariant 3: its process is killed while it starts a workflow (${loss}), and each time is served once`,
      () => redis,
      async (scene) => {
        const proxy = await scene.proxy();
        const first = await scene.worker('first', proxy);
        const lost = proxy.lose(loss, 'startScheduled');
        const schedule = await everySecond(scene, 'ALLOW_ALL');
        await lost;
        await first.kill();
        await scene.worker('second');
        await scene.until('some actions', async () => (await schedule.describe()).info.numActionsTaken >= 4);
        await schedule.pause();
        await scene.until('the end', async () => (await schedule.describe()).info.runningActions.length === 0);
        const times = await served(scene);
        expectEachSecondOnce(times);
        expect(times).toHaveLength((await schedule.describe()).info.numActionsTaken);
      },
    );
  }

  test(
    'invariant 3: a process is killed while it delivers the end of a workflow, and the next one starts all the same',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const first = await scene.worker('first', proxy);
      const lost = proxy.lose('request', 'closed ');
      const schedule = await everySecond(scene, 'BUFFER_ALL');
      await lost;
      await first.kill();
      await scene.worker('second');
      await scene.until('some actions', async () => (await schedule.describe()).info.numActionsTaken >= 4);
      await schedule.delete();
      expectEachSecondOnce(await served(scene));
    },
  );
});
