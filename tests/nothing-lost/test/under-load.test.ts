import type { HistoryEvent } from '@perdure/engine';
import { askRedis, type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import type { Process } from './support/process';
import type { Scene } from './support/scene';
import { test } from './support/test';

const WORKFLOWS = 40;
const STEPS = 6;
const ALL = WORKFLOWS * STEPS;

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe('under load', () => {
  test(
    'invariant 10: all scripts are forgotten by Redis, again and again',
    () => redis,
    async (scene) => {
      await disturb(scene, 'SCRIPT FLUSH');
    },
  );

  test(
    'invariant 10: all connections are cut, again and again',
    () => redis,
    async (scene) => {
      await disturb(scene, 'CLIENT KILL TYPE normal', 'CLIENT KILL TYPE pubsub');
    },
  );

  test(
    'invariant 3: a worker that is told to stop hands everything over without a timeout',
    () => redis,
    async (scene) => {
      const [leaving, staying] = await Promise.all([scene.worker('leaving'), scene.worker('staying')]);
      const { done } = await startAll(scene);
      await scene.until('some of the work to be done', () => leaving.of('activity').length > ALL / 8);
      await leaving.kill('SIGTERM');
      expect(leaving.exitCode).toBe(0);
      expect(await done).toEqual(Array(WORKFLOWS).fill(STEPS));
      await expectEachStepOnce(scene);
      expectEachAttemptFirst([leaving, staying]);
      const histories = await Promise.all(idsOf().map((id) => scene.history(id)));
      expect(histories.map((history) => count(history, 'WorkflowTaskTimedOut'))).toEqual(Array(WORKFLOWS).fill(0));
      expect(histories.some((history) => workersOf(history).size === 2)).toBe(true);
    },
  );
});

/** Runs the load, and gives Redis these commands three times meanwhile. */
async function disturb(scene: Scene, ...commands: string[]): Promise<void> {
  const workers = await Promise.all([scene.worker('one'), scene.worker('other')]);
  const { done } = await startAll(scene);
  for (const share of [0.2, 0.4, 0.6]) {
    await scene.until('the next part of the work', () => workers.flatMap((w) => w.of('activity')).length > ALL * share);
    for (const command of commands) await askRedis(scene.redis.port, command);
  }
  expect(await done).toEqual(Array(WORKFLOWS).fill(STEPS));
  await expectEachStepOnce(scene);
  expectEachAttemptFirst(workers);
}

function idsOf(): string[] {
  return Array.from({ length: WORKFLOWS }, (_, index) => `w${index}`);
}

/** Who has carried out the run's workflow tasks. */
function workersOf(history: readonly HistoryEvent[]): ReadonlySet<string> {
  return new Set(history.flatMap((event) => (event.type === 'WorkflowTaskCompleted' ? [event.identity ?? ''] : [])));
}

/** The workflows have been started; their results come later. */
async function startAll(scene: Scene): Promise<{ done: Promise<unknown[]> }> {
  const handles = await Promise.all(idsOf().map((id) => scene.start('steps', id, [STEPS])));
  return { done: Promise.all(handles.map((handle) => handle.result())) };
}

async function expectEachStepOnce(scene: Scene): Promise<void> {
  for (const id of idsOf()) {
    const history = await scene.history(id);
    expectSound(history);
    expect(count(history, 'ActivityTaskCompleted')).toBe(STEPS);
  }
}

/** Nothing was lost on the way: no activity had to be tried again. */
function expectEachAttemptFirst(workers: readonly Process[]): void {
  const attempts = workers.flatMap((worker) => worker.of('activity').map(({ attempt }) => attempt));
  expect(attempts).toEqual(Array(ALL).fill(1));
}
