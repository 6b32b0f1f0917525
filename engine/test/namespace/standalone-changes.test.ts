import { describe, expect, it } from 'vitest';
import type { ActivityTask } from '../../src/model/task';
import { taskToken } from '../../src/client/activity-completion';
import type { ActivityControl, ActivityOutcome } from '../../src/worker/contract';
import { applicationFailure } from './commands';
import { onEachStore } from './scene';
import { json, scriptedActivities } from './scripted-worker';
import { activityRequest, changeOf, failureIn, held, outcomeIn, RETRY } from './standalone';

const completed: ActivityOutcome = { status: 'completed', result: [json('done')] };
const failed = (message: string): ActivityOutcome => ({ status: 'failed', failure: applicationFailure(message) });

/** Longer than any virtual time that passes while a test waits for what happens in real time. */
const LONG = { heartbeatTimeoutMs: 86_400_000, startToCloseTimeoutMs: 86_400_000 };

/** What a worker says of an attempt that stopped because of a pause. */
const PAUSE_FAILURE = { message: 'Activity paused', info: { kind: 'application', type: 'ActivityPause' } } as const;

onEachStore('a standalone activity', (scene) => {
  const a = { activityId: 'a' };
  const activities = () => scene().client.activities;
  const work = (run: (task: ActivityTask, control: ActivityControl) => ActivityOutcome | Promise<ActivityOutcome>) =>
    scene().worker({ activities: { ...scriptedActivities(run), maxHeartbeatThrottleIntervalMs: 5 } });
  const start = (options: Parameters<typeof activityRequest>[0] = {}) => activities().start(activityRequest(options));
  const state = async () => (await activities().describe(a)).runState;
  const isIn = (wanted: string) => scene().until(async () => (await state()) === wanted);

  /** Beats until it is told to stop; `end` says what it makes of the reason. */
  const beating = (end: (reason: string) => ActivityOutcome) => (_task: ActivityTask, control: ActivityControl) =>
    new Promise<ActivityOutcome>((resolve) => {
      const timer = setInterval(() => control.heartbeat([json('alive')]), 5);
      control.onCancel((reason) => {
        clearInterval(timer);
        resolve(end(reason));
      });
    });

  describe('is cancelled', () => {
    it('at once while it waits', async () => {
      await start();
      await activities().requestCancel(a, changeOf('enough'));
      expect(await failureIn(scene())).toMatchObject({ info: { kind: 'canceled' } });
      expect(await activities().describe(a)).toMatchObject({ status: 'CANCELED', cancelReason: 'enough' });
    });

    it('with its next heartbeat while it runs', async () => {
      work(
        beating((reason) =>
          reason === 'CANCELLED' ? { status: 'cancelled', details: [json('bye')] } : failed(reason),
        ),
      );
      await start({ ...LONG });
      await isIn('STARTED');
      await activities().requestCancel(a, changeOf('enough'));
      expect(await failureIn(scene())).toMatchObject({ info: { kind: 'canceled', details: [json('bye')] } });
    });

    it('instead of being tried again', async () => {
      const attempt = held();
      work((_task, control) => attempt.run(control));
      await start();
      await isIn('STARTED');
      await activities().requestCancel(a, changeOf('enough'));
      await isIn('CANCEL_REQUESTED');
      attempt.finish(failed('mine'));
      expect(await failureIn(scene())).toMatchObject({ message: 'mine' });
    });

    it('once: an activity that has ended cannot be', async () => {
      await start();
      const change = changeOf('enough');
      await activities().requestCancel(a, change);
      await activities().requestCancel(a, change);
      await expect(activities().requestCancel(a, changeOf('again'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(activities().requestCancel({ activityId: 'b' }, changeOf('x'))).rejects.toThrow(/not found/);
    });
  });

  it('is terminated at once, also while it runs', async () => {
    work((_task, control) => held().run(control));
    await start();
    await isIn('STARTED');
    await activities().terminate(a, changeOf('stop it'));
    expect(await failureIn(scene())).toMatchObject({ message: 'stop it', info: { kind: 'terminated' } });
    expect(await activities().describe(a)).toMatchObject({ status: 'TERMINATED' });
    await expect(activities().terminate(a, changeOf('again'))).rejects.toThrow(/already completed/);
  });

  describe('is paused', () => {
    it('and taken out of its queue until it is unpaused', async () => {
      await start();
      await activities().pause(a, changeOf('hold on'));
      await activities().pause(a, changeOf('again changes nothing'));
      const attempts: number[] = [];
      work(({ attempt }) => {
        attempts.push(attempt);
        return completed;
      });
      expect(await activities().describe(a)).toMatchObject({ status: 'PAUSED', runState: 'PAUSED' });
      await scene().pass(30);
      expect(attempts).toEqual([]);
      await activities().unpause(a, 0);
      expect(await outcomeIn(scene())).toEqual({ result: completed.result });
      expect(attempts).toEqual([1]);
    });

    it('while it runs: it is told with its heartbeat, and its next attempt waits', async () => {
      const reasons: string[] = [];
      work((task, control) => {
        if (task.attempt > 1) return completed;
        return beating((reason) => {
          reasons.push(reason);
          return { status: 'failed', failure: PAUSE_FAILURE };
        })(task, control);
      });
      await start({ ...LONG, retryPolicy: { ...RETRY, maximumAttempts: 1 } });
      await isIn('STARTED');
      await activities().pause(a, changeOf('hold on'));
      await isIn('PAUSED');
      expect(reasons).toEqual(['PAUSED']);
      await activities().unpause(a, 20);
      expect(await outcomeIn(scene())).toEqual({ result: completed.result });
      expect(await activities().describe(a)).toMatchObject({ attempt: 2 });
    });

    it('and ends with its schedule-to-close timeout all the same', async () => {
      scene().worker({ taskQueue: 'another', activities: scriptedActivities(() => completed) });
      await start({ scheduleToCloseTimeoutMs: 40 });
      await activities().pause(a, changeOf('hold on'));
      expect(await failureIn(scene())).toMatchObject({ info: { timeoutType: 'SCHEDULE_TO_CLOSE' } });
    });

    it('and cancelled or unpaused while it runs', async () => {
      const attempt = held();
      work((_task, control) => attempt.run(control));
      await start();
      await isIn('STARTED');
      await activities().pause(a, changeOf('hold on'));
      expect(await state()).toBe('PAUSE_REQUESTED');
      await activities().unpause(a, 0);
      expect(await state()).toBe('STARTED');
      attempt.finish(completed);
      expect(await outcomeIn(scene())).toEqual({ result: completed.result });
    });
  });

  describe('gets other options', () => {
    it('while it waits: the worker sees them', async () => {
      await start();
      const options = await activities().updateOptions(a, { taskQueue: 'other', startToCloseTimeoutMs: 900 });
      expect(options).toMatchObject({ taskQueue: 'other', startToCloseTimeoutMs: 900 });
      const seen: ActivityTask[] = [];
      scene().worker({
        taskQueue: 'other',
        activities: scriptedActivities((task) => {
          seen.push(task);
          return completed;
        }),
      });
      const { scheduledMs } = await activities().describe(a);
      await outcomeIn(scene());
      expect(seen).toMatchObject([
        { attempt: 1, scheduled: { startToCloseTimeoutMs: 900, standalone: { scheduledMs } } },
      ]);
      expect(seen[0]!.scheduled.input).toEqual([json('hello')]);
      expect(await activities().describe(a)).toMatchObject({ scheduledMs, status: 'COMPLETED' });
    });

    it('while it runs: they decide what follows', async () => {
      const first = held();
      const seen: number[] = [];
      work(({ attempt, scheduled }, control) => {
        seen.push(scheduled.retryPolicy.maximumAttempts);
        return attempt > 1 ? completed : first.run(control);
      });
      await start({ retryPolicy: { ...RETRY, maximumAttempts: 1 } });
      await isIn('STARTED');
      await activities().updateOptions(a, { retryPolicy: { ...RETRY, maximumAttempts: 3 } });
      await activities().updateOptions(a, { retryPolicy: { ...RETRY, maximumAttempts: 5 } });
      first.finish(failed('once'));
      expect(await outcomeIn(scene())).toEqual({ result: completed.result });
      expect(seen).toEqual([1, 5]);
      expect(await activities().describe(a)).toMatchObject({ lastFailure: { message: 'once' } });
    });

    it('while it runs: its time for the attempt counts from its start', async () => {
      work((task, control) => (task.attempt === 1 ? held().run(control) : completed));
      await start({ startToCloseTimeoutMs: 60_000 });
      await isIn('STARTED');
      await activities().updateOptions(a, { startToCloseTimeoutMs: 30 });
      expect(await outcomeIn(scene())).toEqual({ result: completed.result });
    });

    it('and its first ones back', async () => {
      await start({ scheduleToCloseTimeoutMs: 60_000, priority: { priorityKey: 1 } });
      const changed = await activities().updateOptions(a, {
        scheduleToCloseTimeoutMs: null,
        priority: null,
        startDelayMs: 5,
      });
      expect(changed.scheduleToCloseTimeoutMs).toBeUndefined();
      expect((await activities().describe(a)).expirationMs).toBeUndefined();
      const restored = await activities().restoreOptions(a);
      expect(restored).toMatchObject({ scheduleToCloseTimeoutMs: 60_000, priority: { priorityKey: 1 } });
      expect(restored.startDelayMs).toBeUndefined();
    });

    it('but one that bounds it must be left', async () => {
      await start();
      const nothing = activities().updateOptions(a, { startToCloseTimeoutMs: null });
      await expect(nothing).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    });

    it('only so often', async () => {
      await start();
      for (let update = 1; update < 100; update += 1) await activities().updateOptions(a, { taskQueue: `q${update}` });
      await expect(activities().updateOptions(a, { taskQueue: 'q' })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    });

    it('and can be cancelled then', async () => {
      await start();
      await activities().updateOptions(a, { taskQueue: 'other' });
      scene().worker({ taskQueue: 'nothing', activities: scriptedActivities(() => completed) });
      await scene().until(async () => (await activities().describe(a)).nextAttemptMs === undefined);
      await activities().requestCancel(a, changeOf('enough'));
      expect(await failureIn(scene())).toMatchObject({ info: { kind: 'canceled' } });
    });
  });

  it('is completed from outside, by token or by its id', async () => {
    let token = '';
    work((task) => {
      token = taskToken(task);
      return { status: 'willCompleteAsync' };
    });
    await start();
    await isIn('STARTED');
    await scene().client.completeActivity({ taskToken: token }, [json('outside')]);
    expect(await outcomeIn(scene())).toEqual({ result: [json('outside')] });
    await start();
    await isIn('STARTED');
    const byId = { activityId: 'a' };
    expect(await scene().client.heartbeatActivity(byId, [json(1)])).toMatchObject({ pauseRequested: false });
    await activities().pause(a, changeOf('hold on'));
    expect(await scene().client.heartbeatActivity(byId, [json(1)])).toMatchObject({ pauseRequested: true });
    await scene().client.failActivity(byId, applicationFailure('outside', true));
    expect(await failureIn(scene())).toMatchObject({ message: 'outside' });
  });
});
