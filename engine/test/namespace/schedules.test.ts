import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { WorkflowExecutionStarted } from '../../src/model/event';
import { applicationFailure, complete, continueAsNew, failRun } from './commands';
import { ACTION, every, HOUR_MS, ScheduleScene } from './schedule-scene';
import { onEachStore } from './scene';
import { code, json } from './scripted-worker';

/** Runs until it is signalled; a cancel request ends it. */
const untilSignalled = code(() => ({
  signalWorkflow: ({ signalName }) => [complete(signalName)],
  cancelWorkflow: () => [{ kind: 'cancelWorkflow' }],
}));
const atOnce = code(() => ({ initializeWorkflow: () => [complete('done')] }));

onEachStore('a schedule', (scene) => {
  const schedule = () => new ScheduleScene(scene());
  const started = async (workflowId: string): Promise<WorkflowExecutionStarted> =>
    (await scene().history(workflowId))[0] as WorkflowExecutionStarted & { eventId: number; timeMs: number };
  const isClosed = async (workflowId: string) =>
    (await scene().client.describe({ workflowId })).statusName !== 'RUNNING';

  const isRunning = (workflowId: string) =>
    scene()
      .client.describe({ workflowId })
      .then(
        () => true,
        () => false,
      );

  it('starts workflows at its times, without a client, each once', async () => {
    scene().worker({ scripts: { wf: atOnce } });
    await schedule().create({ spec: every(1_000) });
    const { recentActions } = await schedule().until(({ taken }) => taken >= 2);
    const [first, second] = recentActions;
    expect(second!.scheduledMs - first!.scheduledMs).toBe(1_000);
    expect(first!.scheduledMs % 1_000).toBe(0);
    expect(first!.workflowId).toBe(`job-${new Date(first!.scheduledMs).toISOString().slice(0, 19)}Z`);
    await scene().closing(first!.workflowId, first!.runId);
  });

  it('gives its workflows what its action says, and where they come from', async () => {
    const action = {
      ...ACTION,
      args: [json(1)],
      memo: { m: json('memo') },
      header: { h: json('header') },
      searchAttributes: { Own: { ...json('own'), metadata: { type: 'Keyword' } } },
      runTimeoutMs: 60_000,
      summary: json('summary'),
      priority: { priorityKey: 2 },
    };
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create({ action, patch: schedule().hours(1) });
    await schedule().until(({ taken }) => taken === 1);
    await scene().until(() => isRunning('job-2020-01-01T00:00:00Z'));
    expect(await started('job-2020-01-01T00:00:00Z')).toMatchObject({
      workflowType: 'wf',
      taskQueue: 'q',
      input: [json(1)],
      memo: { m: json('memo') },
      header: { h: json('header') },
      workflowRunTimeoutMs: 60_000,
      summary: json('summary'),
      priority: { priorityKey: 2 },
      searchAttributes: {
        Own: json('own'),
        TemporalScheduledById: { data: '"s"', metadata: { type: 'Keyword' } },
        TemporalScheduledStartTime: { data: '"2020-01-01T00:00:00Z"', metadata: { type: 'Datetime' } },
      },
    });
  });

  it('tells each workflow the last result, also after a continue-as-new, and the failure since', async () => {
    const seen: unknown[] = [];
    const wf = code(() => ({
      initializeWorkflow: ({ info }) => {
        seen.push([info.lastResult?.[0]?.data, info.lastFailure?.message]);
        if (seen.length === 1) return [continueAsNew('wf')];
        return seen.length === 3 ? [failRun(applicationFailure('broke'))] : [complete(seen.length)];
      },
    }));
    scene().worker({ scripts: { wf } });
    await schedule().create({ patch: schedule().hours(4, 'BUFFER_ALL') });
    await schedule().until(({ taken, runningActions }) => taken === 4 && runningActions.length === 0);
    expect(seen).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['2', undefined],
      ['2', 'broke'],
      ['4', undefined],
    ]);
  });

  it('skips what overlaps unless told otherwise', async () => {
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create({ patch: schedule().hours(3) });
    const view = await schedule().until(({ taken }) => taken === 1);
    expect(view).toMatchObject({ skipped: 2, waiting: 0, policies: { overlap: 'SKIP' } });
    expect(view.runningActions.map(({ workflowId }) => workflowId)).toEqual(schedule().hourIds(1));
  });

  it('BUFFER_ONE keeps the first that overlaps, and starts it afterwards', async () => {
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create({ patch: schedule().hours(3, 'BUFFER_ONE') });
    expect(await schedule().until(({ taken }) => taken === 1)).toMatchObject({ skipped: 1, waiting: 1 });
    await scene().until(() => isRunning(schedule().hourIds(1)[0]!));
    await scene().signal('go', schedule().hourIds(1)[0]);
    const { runningActions } = await schedule().until(({ taken }) => taken === 2);
    expect(runningActions.map(({ workflowId }) => workflowId)).toEqual([schedule().hourIds(2)[1]]);
  });

  it('BUFFER_ALL starts one after the other', async () => {
    scene().worker({ scripts: { wf: atOnce } });
    await schedule().create({ patch: schedule().hours(5, 'BUFFER_ALL') });
    const view = await schedule().until(({ taken, runningActions }) => taken === 5 && runningActions.length === 0);
    expect(view.recentActions.map(({ workflowId }) => workflowId)).toEqual(schedule().hourIds(5));
    const times = await Promise.all(
      schedule()
        .hourIds(5)
        .map(async (id) => {
          const history = await scene().history(id);
          return [history[0]!.timeMs, history[history.length - 1]!.timeMs];
        }),
    );
    for (let index = 1; index < 5; index += 1) expect(times[index]![0]).toBeGreaterThanOrEqual(times[index - 1]![1]!);
  });

  it('ALLOW_ALL starts all of them together', async () => {
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create({ patch: schedule().hours(4, 'ALLOW_ALL') });
    const { runningActions } = await schedule().until(({ taken }) => taken === 4);
    expect(runningActions.map(({ workflowId }) => workflowId)).toEqual(schedule().hourIds(4));
  });

  it.each([
    ['CANCEL_OTHER', 'WorkflowExecutionCanceled'],
    ['TERMINATE_OTHER', 'WorkflowExecutionTerminated'],
  ] as const)('%s starts the new one when the other has ended', async (overlap, type) => {
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create({ patch: schedule().hours(1) });
    const [first] = schedule().hourIds(1);
    await scene().until(() => isRunning(first!));
    await schedule().trigger(overlap);
    const { runningActions } = await schedule().until(({ taken }) => taken === 2);
    expect(runningActions).toHaveLength(1);
    expect(runningActions[0]!.workflowId).not.toBe(first);
    const history = await scene().history(first);
    expect(history[history.length - 1]!.type).toBe(type);
    await scene().until(() => isRunning(runningActions[0]!.workflowId));
    const second = await scene().history(runningActions[0]!.workflowId);
    expect(second[0]!.timeMs).toBeGreaterThanOrEqual(history[history.length - 1]!.timeMs);
  });

  it('triggers at once, paused or not, beside what runs', async () => {
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create({ state: { paused: true, note: 'not yet' }, patch: schedule().hours(1) });
    await schedule().trigger('ALLOW_ALL');
    const view = await schedule().until(({ taken }) => taken === 2);
    expect(view).toMatchObject({ paused: true, note: 'not yet' });
    expect(view.runningActions).toHaveLength(2);
  });

  it('pauses when a workflow fails, if it was told to', async () => {
    scene().worker({
      scripts: { wf: code(() => ({ initializeWorkflow: () => [failRun(applicationFailure('broke'))] })) },
    });
    await schedule().create({ policies: { pauseOnFailure: true }, patch: schedule().hours(1) });
    expect(await schedule().until(({ paused }) => paused)).toMatchObject({
      note: 'paused due to workflow failure: job-2020-01-01T00:00:00Z: broke',
    });
  });

  it('takes back a start whose workflow id is taken', async () => {
    await scene().start({ workflowId: schedule().hourIds(1)[0] });
    await schedule().create({ patch: schedule().hours(1) });
    scene().worker({ scripts: { wf: untilSignalled } });
    const view = await schedule().until(({ skipped }) => skipped === 1);
    expect(view).toMatchObject({ taken: 0, runningActions: [], recentActions: [] });
  });

  it('is updated as a whole, and keeps what it did', async () => {
    await schedule().create({ spec: every(HOUR_MS), memo: { m: json(1) }, patch: schedule().hours(1) });
    await schedule().update({
      spec: { cronExpressions: ['0 12 * * *'] },
      action: { ...ACTION, workflowType: 'other' },
      policies: { overlap: 'BUFFER_ONE', catchupWindowMs: 1 },
      state: { paused: true, note: 'changed', remainingActions: 3 },
    });
    expect(await schedule().view()).toMatchObject({
      spec: { calendars: [{ hour: [{ start: 12, end: 12, step: 1 }] }], intervals: [] },
      action: { workflowType: 'other' },
      policies: { overlap: 'BUFFER_ONE', catchupWindowMs: 10_000, pauseOnFailure: false },
      paused: true,
      note: 'changed',
      remainingActions: 3,
      taken: 1,
      memo: { m: json(1) },
    });
    await schedule().update({});
    const view = await schedule().view();
    expect(view).toMatchObject({ paused: false, policies: { overlap: 'SKIP' } });
    expect(view.note).toBeUndefined();
    expect(view.remainingActions).toBeUndefined();
  });

  it('exists once; when it is deleted its workflows go on and its id is free', async () => {
    scene().worker({ scripts: { wf: untilSignalled } });
    const request = { requestId: randomUUID(), patch: schedule().hours(1) };
    await schedule().create(request);
    await schedule().create(request);
    await expect(schedule().create()).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    const [workflowId] = schedule().hourIds(1);
    await scene().until(() => isRunning(workflowId!));
    expect((await schedule().view()).taken).toBe(1);
    const requestId = randomUUID();
    await scene().client.schedules.delete('s', { requestId });
    await expect(schedule().view()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(schedule().trigger()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await isClosed(workflowId!)).toBe(false);
    await schedule().create();
    expect((await schedule().view()).taken).toBe(0);
    await scene().signal('end', workflowId);
    await scene().closing(workflowId);
  });

  it('a patch that is repeated with its request id is applied once', async () => {
    scene().worker({ scripts: { wf: untilSignalled } });
    await schedule().create();
    const patch = { requestId: randomUUID(), trigger: { overlap: 'ALLOW_ALL' } } as const;
    await scene().client.schedules.patch('s', patch);
    await scene().client.schedules.patch('s', patch);
    expect((await schedule().view()).taken).toBe(1);
  });

  it('of one id is changed by many at once, and no change is lost', async () => {
    await schedule().create({ state: { paused: true } });
    await Promise.all(Array.from({ length: 10 }, () => schedule().trigger('ALLOW_ALL')));
    scene().worker({ scripts: { wf: untilSignalled } });
    // Those of the same second have the same workflow id: one of them starts, the others overlap.
    await schedule().until(({ taken, skipped }) => taken + skipped === 10 && taken <= 2);
  });

  it('of a reserved id cannot be started as a workflow', async () => {
    await expect(scene().start({ workflowId: '__schedule:s' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it.each([
    [{ spec: { cronExpressions: ['nonsense'] } }, 'INVALID_ARGUMENT'],
    [{ action: { ...ACTION, workflowId: 'x'.repeat(990) } }, 'INVALID_ARGUMENT'],
    [{ action: { ...ACTION, workflowId: '__schedule:s' } }, 'INVALID_ARGUMENT'],
    [{ action: { ...ACTION, args: [json('x'.repeat(3_000_000))] } }, 'LIMIT_EXCEEDED'],
    [{ state: { remainingActions: -1 } }, 'INVALID_ARGUMENT'],
    [{ state: { note: 'x'.repeat(5_000) } }, 'INVALID_ARGUMENT'],
    [{ patch: { backfills: [{ startMs: 2, endMs: 1 }] } }, 'INVALID_ARGUMENT'],
    [{ patch: { backfills: Array.from({ length: 101 }, () => ({ startMs: 1, endMs: 2 })) } }, 'LIMIT_EXCEEDED'],
    [
      { spec: { intervals: Array.from({ length: 1_001 }, () => ({ everyMs: 5_000, offsetMs: 0 })) } },
      'INVALID_ARGUMENT',
    ],
  ])('is refused before anything is written: %#', async (wish, errorCode) => {
    await expect(schedule().create(wish)).rejects.toMatchObject({ code: errorCode });
    await expect(schedule().view()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
