/** Schedules over hours and days: on the memory store, whose clock is virtual. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeMemoryServer } from '../store/memory-server';
import { complete } from './commands';
import { every, HOUR_MS, ScheduleScene } from './schedule-scene';
import { Scene, type StartedWorker } from './scene';
import { code } from './scripted-worker';

const DAY_MS = 24 * HOUR_MS;

describe('the times of a schedule', () => {
  let scene: Scene;
  let schedule: ScheduleScene;
  let runs: number;

  beforeEach(async () => {
    runs = 0;
    scene = await Scene.open(await makeMemoryServer(), 'memory');
    schedule = new ScheduleScene(scene);
  });
  afterEach(() => scene.close());

  const worker = (): StartedWorker =>
    scene.worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => {
            runs += 1;
            return [complete(runs)];
          },
        })),
      },
    });

  it('are served hour after hour, and the next ones are known', async () => {
    worker();
    await schedule.create({ spec: { cronExpressions: ['30 * * * *'] } });
    const before = await schedule.view();
    expect(before.nextTimesMs).toHaveLength(10);
    expect(before.nextTimesMs[0]).toBe(Date.UTC(2024, 0, 1, 0, 30));
    await scene.pass(3 * HOUR_MS);
    const view = await schedule.view();
    expect(view).toMatchObject({ taken: 3, missed: 0, skipped: 0 });
    expect(view.recentActions.map(({ scheduledMs }) => scheduledMs)).toEqual(before.nextTimesMs.slice(0, 3));
    expect(runs).toBe(3);
  });

  it('that were missed are run when somebody is there again', async () => {
    const first = worker();
    await schedule.create({ spec: every(HOUR_MS), policies: { overlap: 'BUFFER_ALL' } });
    await scene.pass(2 * HOUR_MS + 1_000);
    await first.stop();
    await scene.pass(5 * HOUR_MS);
    worker();
    await scene.pass(60_000);
    expect(await schedule.view()).toMatchObject({ taken: 7, missed: 0, skipped: 0 });
    expect(runs).toBe(7);
  });

  it('that are older than the catchup window are counted as missed', async () => {
    const first = worker();
    await schedule.create({ spec: every(HOUR_MS), policies: { overlap: 'ALLOW_ALL', catchupWindowMs: 2 * HOUR_MS } });
    await scene.pass(1_000);
    await first.stop();
    await scene.pass(6 * HOUR_MS);
    worker();
    await scene.pass(60_000);
    expect(await schedule.view()).toMatchObject({ taken: 2, missed: 4 });
  });

  it('that pass while it is paused are not run, neither then nor later', async () => {
    worker();
    await schedule.create({ spec: every(HOUR_MS), state: { paused: true } });
    await scene.pass(5 * HOUR_MS + 1_000);
    await schedule.patch({ unpause: 'go on' });
    expect(await schedule.view()).toMatchObject({ taken: 0, missed: 0, paused: false, note: 'go on' });
    await scene.pass(2 * HOUR_MS);
    await schedule.patch({ pause: 'stop' });
    await scene.pass(2 * HOUR_MS);
    expect(await schedule.view()).toMatchObject({ taken: 2, missed: 0, skipped: 0, note: 'stop' });
  });

  it('end with the remaining actions; triggers do not count', async () => {
    worker();
    await schedule.create({ spec: every(HOUR_MS), state: { remainingActions: 2 } });
    await schedule.trigger('ALLOW_ALL');
    expect((await schedule.view()).nextTimesMs).toHaveLength(2);
    await scene.pass(5 * HOUR_MS);
    expect(await schedule.view()).toMatchObject({ taken: 3, remainingActions: 0, nextTimesMs: [] });
    await schedule.trigger('ALLOW_ALL');
    expect((await schedule.view()).taken).toBe(4);
  });

  it('change with an update, and those before it are not run again', async () => {
    const first = worker();
    await schedule.create({ spec: every(HOUR_MS) });
    await scene.pass(HOUR_MS + 1_000);
    await first.stop();
    await scene.pass(3 * HOUR_MS);
    await schedule.update({ spec: every(HOUR_MS, 1_800_000), policies: { overlap: 'ALLOW_ALL' } });
    const { taken } = await schedule.view();
    worker();
    await scene.pass(2 * HOUR_MS);
    const view = await schedule.view();
    expect(view.taken - taken).toBe(2);
    expect(view.recentActions.slice(-2).map(({ scheduledMs }) => scheduledMs % HOUR_MS)).toEqual([
      1_800_000, 1_800_000,
    ]);
  });

  it('are moved by jitter, and started no earlier', async () => {
    worker();
    await schedule.create({ spec: { ...every(HOUR_MS), jitterMs: HOUR_MS } });
    const { nextTimesMs } = await schedule.view();
    expect(nextTimesMs.filter((ms) => ms % HOUR_MS !== 0).length).toBeGreaterThan(5);
    await scene.pass(5 * HOUR_MS);
    const { recentActions } = await schedule.view();
    expect(recentActions.map(({ scheduledMs }) => scheduledMs)).toEqual(nextTimesMs.slice(0, recentActions.length));
    for (const { scheduledMs, takenMs } of recentActions) expect(takenMs).toBeGreaterThanOrEqual(scheduledMs);
  });

  it('of a long downtime are dealt with a hundred at a time', async () => {
    const first = worker();
    await schedule.create({ spec: every(60_000), policies: { overlap: 'SKIP' } });
    await scene.pass(1_000);
    await first.stop();
    await scene.pass(DAY_MS);
    worker();
    await scene.pass(60_000);
    const view = await schedule.view();
    expect(view.missed).toBe(0);
    expect(view.taken + view.skipped).toBeGreaterThanOrEqual(1_440);
    expect(view.taken + view.skipped).toBeLessThanOrEqual(1_441);
    expect(runs).toBe(view.taken);
  });

  it('of a backfill that is larger than what may wait are all run, one after the other', async () => {
    worker();
    await schedule.create({ patch: schedule.hours(700, 'BUFFER_ALL') });
    await scene.pass(60_000);
    expect(await schedule.view()).toMatchObject({ taken: 700, dropped: 0, waiting: 0, runningActions: [] });
    expect(runs).toBe(700);
  });

  it('for which there is no place to wait are dropped, and counted', async () => {
    scene.worker({ scripts: { wf: code(() => ({})) } });
    await schedule.create({ spec: every(1_000), policies: { overlap: 'BUFFER_ALL' } });
    await scene.pass(1_100_000);
    const view = await schedule.view();
    expect(view).toMatchObject({ taken: 1, waiting: 1_000, skipped: 0 });
    expect(view.dropped).toBe(99);
  });

  it('are over: a week later the schedule is gone', async () => {
    const first = worker();
    await schedule.create({ spec: { ...every(HOUR_MS), endAtMs: Date.UTC(2024, 0, 1, 1) } });
    await scene.pass(HOUR_MS + 1_000);
    await first.stop();
    await scene.pass(7 * DAY_MS - 60_000);
    const second = worker();
    await scene.pass(10_000);
    expect(await schedule.view()).toMatchObject({ taken: 1, nextTimesMs: [] });
    await second.stop();
    await scene.pass(60_000);
    worker();
    await scene.pass(10_000);
    await expect(schedule.view()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are over, but a paused schedule stays', async () => {
    await schedule.create({ state: { paused: true } });
    await scene.pass(30 * DAY_MS);
    worker();
    await scene.pass(10_000);
    expect((await schedule.view()).paused).toBe(true);
  });
});
