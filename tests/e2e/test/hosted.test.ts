/** Workflows that are handed over as functions: what is different from those in a sandbox. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@perdure/worker';
import { testRedisUrl } from '@perdure/testkit';
import { condition, proxyActivities, sleep, workflowInfo } from '@perdure/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as activities from './support/activities';
import { Scene, TASK_QUEUE, workflowsPath } from './support/scene';

const { echo } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });
const here = fileURLToPath(import.meta.url);
const PARALLEL = 50;

const functions = {
  async readsAFile(): Promise<boolean> {
    const text = await readFile(here, 'utf8');
    await sleep(1);
    return text.includes('readsAFile');
  },
  async waitsOutside(): Promise<void> {
    await pause(60_000, undefined, { ref: false });
  },
  async comesBackLate(): Promise<void> {
    await Promise.all([
      sleep('1 minute'),
      pause(20).then(() => sleep(1)),
      // The next activation brings what the late call has left behind.
      sleep(200),
    ]);
  },
  async leavesRejection(): Promise<void> {
    void Promise.reject(new Error('of this run'));
    await sleep('1 minute');
  },
  async tellsItsId(): Promise<string[]> {
    const seen = [workflowInfo().workflowId];
    await echo('x');
    seen.push(workflowInfo().workflowId);
    await Promise.all([sleep(5), condition(() => false, 3)]);
    return [...seen, workflowInfo().workflowId];
  },
};

describe('workflows as functions', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ workflows: functions });
    await scene.worker();
  });
  afterAll(() => scene.close());

  it('may wait for something outside within one activation', async () => {
    expect(await scene.execute(functions.readsAFile)).toBe(true);
  });

  it('fail their task when that takes too long, and are told to use an activity', async () => {
    const handle = await scene.start(functions.waitsOutside);
    expect(await scene.taskFailureOf(handle)).toMatch(/'waitsOutside' has waited 5 s for something outside.*activity/);
  });

  it('fail their task when they come back from outside while no activation is open', async () => {
    const handle = await scene.start(functions.comesBackLate);
    expect(await scene.taskFailureOf(handle)).toMatch(
      /'comesBackLate' used the workflow API after waiting for something/,
    );
  });

  it('own the rejections that nobody handles', async () => {
    const handle = await scene.start(functions.leavesRejection);
    expect(await scene.taskFailureOf(handle)).toContain('Unhandled Promise rejection: Error: of this run');
  });

  it('know which run they are, many at a time', async () => {
    const handles = await Promise.all(Array.from({ length: PARALLEL }, () => scene.start(functions.tellsItsId)));
    for (const handle of handles) {
      const { workflowId } = handle;
      expect(await handle.result()).toEqual([workflowId, workflowId, workflowId]);
    }
  });

  it('that are not there fail the task', async () => {
    const handle = await scene.start('nobodyKnows');
    expect(await scene.taskFailureOf(handle)).toContain("Failed to initialize workflow of type 'nobodyKnows'");
  });
});

it('functions beside a path are refused', async () => {
  const connection = await NativeConnection.connect({ address: testRedisUrl() });
  const both = { connection, taskQueue: TASK_QUEUE, workflows: functions, workflowsPath };
  await expect(Worker.create(both)).rejects.toThrow('Cannot set workflows beside workflowsPath or workflowBundle');
  await connection.close();
});
