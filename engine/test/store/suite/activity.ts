import { describe, expect, it } from 'vitest';
import {
  activityCompleted,
  type ActivityOptions,
  append,
  completeRun,
  event,
  pushAttempt,
  scheduleActivity,
  signal,
  terminate,
} from './build';
import { type MakeServer, RUN, scenes, SHARD } from './scene';

const EAGER = { worker: 'worker-1', identity: 'tester', activityQueue: 'acts', activities: 1, workflowTask: false };

export function activitySuite(make: MakeServer): void {
  const scene = scenes(make);

  /** Runs the first workflow task, which schedules activities as events 5, 6, ... */
  async function scheduled(...activities: ActivityOptions[]): Promise<void> {
    await scene().start();
    const effects = activities.flatMap((options, index) => scheduleActivity(5 + index, options));
    await scene().complete(await scene().workflowTask(), effects);
  }

  describe('an activity', () => {
    it('is handed out with what its worker needs', async () => {
      await scheduled({});
      const task = await scene().activityTask();
      expect(task).toMatchObject({
        workflowId: 'wf',
        workflowType: 'order',
        runId: RUN,
        scheduledEventId: 5,
        attempt: 1,
      });
      expect(task.scheduled).toMatchObject({ eventId: 5, activityType: 'charge' });
      expect(task.startedMs).toBeGreaterThanOrEqual(task.attemptScheduledMs);
      expect(task).not.toHaveProperty('heartbeatDetails');
      expect(task).not.toHaveProperty('lastFailure');
      const { pending } = await scene().record();
      expect(pending).toMatchObject({ 'act:5': 'started 1', 'act:5:by': expect.stringMatching(/^poll-/) as string });
      expect(pending['act:5:at']).toBe(`${task.attemptScheduledMs} ${task.startedMs}`);
    });

    it('starts the timers it has limits for, and ends its schedule-to-start', async () => {
      await scheduled({ startToCloseMs: 50_000, heartbeatMs: 40_000 });
      await scene().do({ do: 'arm', name: 'act:5:scheduleToStart', delayMs: 60_000 });
      await scene().activityTask();
      const { timers, nowMs } = await scene().record();
      expect(Object.keys(timers).sort()).toEqual(['act:5:heartbeat', 'act:5:startToClose']);
      expect(Math.abs((timers['act:5:startToClose'] ?? 0) - nowMs - 50_000)).toBeLessThan(2_000);
    });

    it('is not handed out when its attempt is over, the activity gone, or the run closed', async () => {
      await scheduled({}, {}, {});
      await scene().do({ do: 'set', hash: 'pending', field: 'act:5', value: 'backoff 2' });
      await scene().do({ do: 'unset', hash: 'pending', fields: ['act:6'] });
      await scene().do(...terminate());
      expect((await scene().pollActivities()).tasks).toEqual([]);
      expect(await scene().key('q:activity:3:acts')).toBeUndefined();
    });

    it('is tried again with what its last attempt left', async () => {
      await scheduled({});
      await scene().activityTask();
      await scene().store.heartbeat(SHARD, {
        runId: RUN,
        scheduledEventId: 5,
        attempt: 1,
        details: '[{"encoding":"x"}]',
      });
      const failure = { message: 'no "luck" \u0000' };
      await scene().do(
        { do: 'set', hash: 'pending', field: 'act:5:failure', value: JSON.stringify(failure) },
        ...pushAttempt(5, { attempt: 2 }),
      );
      const task = await scene().activityTask();
      expect(task).toMatchObject({ attempt: 2, heartbeatDetails: [{ encoding: 'x' }], lastFailure: failure });
    });

    it('ends once (invariant 4)', async () => {
      await scheduled({ startToCloseMs: 9_000, heartbeatMs: 9_000 });
      await scene().activityTask();
      await scene().do(...activityCompleted(5));
      const { pending, timers } = await scene().record();
      expect(pending).toEqual({});
      expect(timers).toEqual({});
      expect(await scene().key('p:run-1')).toBeUndefined();
      expect((await scene().types()).slice(5)).toEqual([
        'ActivityTaskStarted',
        'ActivityTaskCompleted',
        'WorkflowTaskScheduled',
      ]);
    });

    it('comes in order of priority', async () => {
      await scheduled({ priority: 5 }, { priority: 3 }, { priority: 1 }, { priority: 3 });
      const { tasks } = await scene().pollActivities();
      expect(tasks).toMatchObject([7, 6, 8, 5].map((scheduledEventId) => ({ scheduledEventId })));
    });
  });

  describe('a heartbeat', () => {
    const beat = { runId: RUN, scheduledEventId: 5, attempt: 1 };

    it('keeps details and liveness, and moves no timer', async () => {
      await scheduled({ heartbeatMs: 30_000 });
      await scene().activityTask();
      const { timers } = await scene().record();
      await scene().pass(5);
      const reply = await scene().store.heartbeat(SHARD, { ...beat, details: '[1]' });
      expect(reply).toEqual({ state: 'alive', cancelRequested: false });
      await scene().store.heartbeat(SHARD, beat);
      const after = await scene().record();
      expect(after.timers).toEqual(timers);
      expect(after.pending['act:5:beat']).toBe('[1]');
      expect(Number(after.pending['act:5:alive'])).toBeGreaterThan(0);
    });

    it('hears of a requested cancellation', async () => {
      await scheduled({});
      await scene().activityTask();
      await scene().do({ do: 'set', hash: 'pending', field: 'act:5:cancel', value: '1' });
      expect(await scene().store.heartbeat(SHARD, beat)).toEqual({ state: 'alive', cancelRequested: true });
    });

    it('of an attempt that is over hears that it is gone', async () => {
      const gone = { state: 'gone', cancelRequested: false };
      expect(await scene().store.heartbeat(SHARD, beat)).toEqual(gone);
      await scheduled({});
      expect(await scene().store.heartbeat(SHARD, beat)).toEqual(gone);
      await scene().activityTask();
      expect(await scene().store.heartbeat(SHARD, { ...beat, attempt: 2 })).toEqual(gone);
      await scene().do(...terminate());
      expect(await scene().store.heartbeat(SHARD, beat)).toEqual(gone);
    });
  });

  describe('activities handed out eagerly', () => {
    it('come started with the reply, as many as were asked for', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      const commands = [5, 6, 7].flatMap((id) => scheduleActivity(id, { eager: id !== 5, startToCloseMs: 9_000 }));
      const { tasks } = await scene().complete(task, commands, { eager: EAGER });
      expect(tasks).toMatchObject([{ kind: 'activity', scheduledEventId: 6, attempt: 1 }]);
      expect(await scene().key('q:activity:3:acts')).toEqual(['a|run-1|5|1', 'a|run-1|7|1']);
      const { pending, timers } = await scene().record();
      expect(pending).toMatchObject({ 'act:5': 'scheduled 1', 'act:6': 'started 1' });
      expect(Object.keys(timers)).toEqual(['act:6:startToClose']);
    });

    it('are not taken for another task queue', async () => {
      await scene().start();
      const commands = scheduleActivity(5, { eager: true, taskQueue: 'elsewhere' });
      const { tasks } = await scene().complete(await scene().workflowTask(), commands, { eager: EAGER });
      expect(tasks).toEqual([]);
      expect(await scene().key('q:activity:3:elsewhere')).toEqual(['a|run-1|5|1']);
    });

    it('are not handed out when the same completion ends the run', async () => {
      await scene().start();
      const commands = [...scheduleActivity(5, { eager: true, startToCloseMs: 9_000 }), ...completeRun()];
      const { tasks } = await scene().complete(await scene().workflowTask(), commands, { eager: EAGER });
      expect(tasks).toEqual([]);
      expect(await scene().key('p:run-1')).toBeUndefined();
      expect(await scene().key('due')).toBeUndefined();
    });

    it('are rebuilt by a repeat while they are out (invariant 10)', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      const step = { eager: { ...EAGER, activities: 5 }, dedupe: { kind: 'run', requestId: 'c1' } as const };
      const commands = [...scheduleActivity(5, { eager: true }), ...scheduleActivity(6, { eager: true })];
      const first = await scene().complete(task, commands, step);
      expect(first.tasks).toHaveLength(2);
      expect((await scene().complete(task, commands, step)).tasks).toEqual(first.tasks);
      await scene().do({ do: 'unset', hash: 'pending', fields: ['act:5'] });
      expect((await scene().complete(task, commands, step)).tasks).toEqual(first.tasks.slice(1));
    });

    it('come with the next workflow task after an activity, in one reply', async () => {
      await scheduled({});
      await scene().activityTask();
      const effects = [...activityCompleted(5), ...signal('a'), append(event('MarkerRecorded'))];
      const eager = { ...EAGER, workflowTask: true };
      const { tasks } = await scene().apply({
        target: { workflowId: 'wf' },
        alternatives: [{ guards: [], effects }],
        eager,
      });
      expect(tasks).toMatchObject([{ kind: 'workflow', token: '2.1' }]);
      expect((await scene().types()).at(-1)).toBe('WorkflowTaskStarted');
    });
  });
}
