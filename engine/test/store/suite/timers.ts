import { describe, expect, it } from 'vitest';
import type { ClaimReply } from '../../../src/store/contract';
import type { Effect } from '../../../src/model/transition';
import { append, create, NEW, scheduleActivity, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

const LONG = 60_000;

export function timerSuite(make: MakeServer): void {
  const scene = scenes(make);
  const arm = (name: string, delayMs: number): Effect => ({ do: 'arm', name, delayMs });
  const claim = (owner = 'loop-1', leaseMs = LONG, limit = 10): Promise<ClaimReply> =>
    scene().store.claimDue(SHARD, { owner, leaseMs, limit });

  /** A run without a task and without timers. */
  async function idleRun(...effects: Effect[]): Promise<void> {
    await scene().apply(transition(WF, [create(WF, RUN), ...effects], { guards: [NEW] }));
  }

  describe('timers', () => {
    it('put the run at its earliest time into what is due', async () => {
      await idleRun(arm('timer:5', 9_000), arm('timer:6', 5_000), arm('timer:7', 7_000));
      const { timers } = await scene().record();
      expect(await scene().key('due')).toEqual({ [RUN]: timers['timer:6'] });
      await scene().do({ do: 'disarm', names: ['timer:6'] });
      expect(await scene().key('due')).toEqual({ [RUN]: timers['timer:7'] });
      await scene().do({ do: 'disarm', names: ['timer:5', 'timer:7', 'none'] });
      expect(await scene().key('due')).toBeUndefined();
      expect(await scene().key('t:run-1')).toBeUndefined();
    });

    it('are replaced when armed again', async () => {
      await idleRun(arm('timer:5', 9_000));
      await scene().do(arm('timer:5', 20_000));
      const { timers, nowMs } = await scene().record();
      expect((timers['timer:5'] ?? 0) - nowMs).toBeGreaterThan(15_000);
    });

    it('are armed for a new run: run timeout after its hold, execution timeout from now', async () => {
      const hold = { kind: 'backoff', delayMs: 10_000 } as const;
      await scene().start({ hold, runTimeoutMs: 30_000, executionTimeoutMs: 30_000 });
      const { timers } = await scene().record();
      expect((timers['runTimeout'] ?? 0) - (timers['executionTimeout'] ?? 0)).toBe(10_000);
      expect((timers['executionTimeout'] ?? 0) - (timers['hold'] ?? 0)).toBe(20_000);
    });
  });

  describe('a claim', () => {
    it('returns what is due of each run, in order, with the records it names', async () => {
      await idleRun(
        ...scheduleActivity(2),
        arm('timer:9', 10),
        arm('act:2:heartbeat', 5),
        arm('timer:8', 10),
        arm('runTimeout', LONG),
      );
      await scene().pass(20);
      const { held, runs, nextMs, nowMs } = await claim();
      expect(held).toBe(true);
      expect(runs).toHaveLength(1);
      expect(runs[0]).toMatchObject({ runId: RUN, workflowId: WF, run: { type: 'order' }, started: { eventId: 1 } });
      expect(runs[0]?.entries.map(({ name }) => name)).toEqual(['act:2:heartbeat', 'timer:8', 'timer:9']);
      const [beat, timer] = runs[0]?.entries ?? [];
      expect(beat?.record).toMatchObject({ 'act:2': 'scheduled 1', 'act:2:limits': '0 0 acts' });
      expect(beat?.event).toMatchObject({ type: 'ActivityTaskScheduled', eventId: 2 });
      expect(timer?.record).toEqual({});
      expect(timer).not.toHaveProperty('event');
      expect(nextMs).toBe(nowMs + LONG);
    });

    it('does not return a run twice before its lease is over', async () => {
      await idleRun(arm('timer:5', 1));
      await scene().pass(10);
      expect((await claim('loop-1', 40)).runs).toHaveLength(1);
      expect((await claim('loop-1', 40)).runs).toHaveLength(0);
      await scene().pass(60);
      expect((await claim('loop-1', 40)).runs).toMatchObject([{ entries: [{ name: 'timer:5' }] }]);
    });

    it('is undone by a change of the timers: what is left comes due at its time', async () => {
      await idleRun(arm('timer:5', 1), arm('timer:6', 2));
      await scene().pass(10);
      const [run] = (await claim()).runs;
      const [first] = run?.entries ?? [];
      const guards = [{ is: 'timer', name: 'timer:5', scoreMs: first?.scoreMs ?? 0 } as const];
      await scene().apply(transition(WF, [{ do: 'disarm', names: ['timer:5'] }], { guards }));
      expect((await claim()).runs).toMatchObject([{ entries: [{ name: 'timer:6' }] }]);
      expect(await scene().refused(transition(WF, [], { guards }))).toEqual([{ guard: 0, actual: null }]);
    });

    it('takes no more runs than asked, the earliest first', async () => {
      for (const [index, delayMs] of [3, 1, 2].entries()) {
        await scene().startAs(`wf-${index}`, `run-${index}`, {}, arm('timer:1', delayMs));
        await scene().pass(2);
      }
      await scene().pass(10);
      expect((await claim('loop-1', LONG, 2)).runs).toHaveLength(2);
      const { runs } = await claim('loop-1', LONG, 2);
      expect(runs).toHaveLength(1);
    });

    it('is held by one process at a time', async () => {
      await idleRun(arm('timer:5', 1));
      await scene().pass(5);
      await claim('loop-1', 50, 0);
      const other = await claim('loop-2');
      expect(other).toMatchObject({ held: false, runs: [] });
      expect(other.nextMs).toBeGreaterThan(other.nowMs);
      await scene().pass(70);
      expect(await claim('loop-2')).toMatchObject({ held: true, runs: [{ runId: RUN }] });
    });

    it('can be taken over when it was released, by its holder only', async () => {
      await claim('loop-1');
      await scene().store.releaseLoop(SHARD, 'loop-2');
      expect(await claim('loop-2')).toMatchObject({ held: false });
      await scene().store.releaseLoop(SHARD, 'loop-1');
      expect(await claim('loop-2')).toMatchObject({ held: true });
    });

    it('wakes who waits for it when it is released', async () => {
      await claim('loop-1');
      const waiting = scene().store.awaitRelease(SHARD, LONG);
      await scene().pass(10);
      await scene().store.releaseLoop(SHARD, 'loop-1');
      await waiting;
      expect(await claim('loop-2')).toMatchObject({ held: true });
    });

    it('is heard of by who waits after it was released, until somebody has claimed it', async () => {
      await claim('loop-1');
      await scene().store.releaseLoop(SHARD, 'loop-1');
      await scene().store.awaitRelease(SHARD, LONG);
      await claim('loop-2');
      await scene().store.releaseLoop(SHARD, 'loop-2');
      await claim('loop-3');
      expect(await scene().key('loop:free')).toBeUndefined();
    });

    it('tells when the next thing is due, or nothing', async () => {
      expect(await claim()).not.toHaveProperty('nextMs');
      await idleRun(arm('timer:5', 9_000));
      const { timers } = await scene().record();
      expect((await claim()).nextMs).toBe(timers['timer:5']);
    });
  });

  describe('the loop', () => {
    it('is woken by something earlier than it sleeps until', async () => {
      const { nowMs } = await claim();
      const waiting = scene().store.awaitDue(SHARD, nowMs + LONG, LONG);
      await scene().pass(10);
      await idleRun(arm('timer:5', 9_000));
      await waiting;
    });

    it('is not woken by something later', async () => {
      const { nowMs } = await claim();
      const stop = new AbortController();
      let woken = false;
      const waiting = scene()
        .store.awaitDue(SHARD, nowMs + 5_000, LONG, stop.signal)
        .then(() => (woken = true));
      await scene().pass(10);
      await idleRun(arm('timer:5', LONG));
      await scene().pass(30);
      expect(woken).toBe(false);
      stop.abort();
      await waiting;
    });

    it('hears what was armed between its claim and its sleep', async () => {
      const { nowMs } = await claim();
      await idleRun(arm('timer:5', 9_000));
      await scene().store.awaitDue(SHARD, nowMs + LONG, LONG);
    });

    it('wakes at the time, or after its longest wait', async () => {
      const { nowMs } = await claim();
      const waits = [
        scene().store.awaitDue(SHARD, nowMs + 20, LONG),
        scene().store.awaitDue(SHARD, nowMs + LONG, 20),
        scene().store.awaitDue(SHARD, nowMs - 1, LONG),
      ];
      await scene().pass(40);
      await Promise.all(waits);
    });
  });

  it('a closed run has no timers', async () => {
    await idleRun(arm('timer:5', 1), append(), ...terminate());
    expect(await scene().key('t:run-1')).toBeUndefined();
    expect(await scene().key('due')).toBeUndefined();
  });
}
