import { sleep } from '@perdure/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityOutcome } from '../../src/worker/contract';
import type { Command, CommandOf } from '../../src/model/command';
import { answer, applicationFailure, complete, retryPolicy, timer } from './commands';
import { createMemoryServer } from '../../src/store/memory';
import { realClock } from '../../src/store/memory/clock';
import { makeRedisServer } from '../store/redis-server';
import type { TestServer } from '../store/suite';
import { Scene } from './scene';
import { code, json, scriptedActivities } from './scripted-worker';

function local(seq: number, options: Partial<CommandOf<'scheduleLocalActivity'>> = {}): Command {
  return {
    kind: 'scheduleLocalActivity',
    seq,
    activityId: String(seq),
    activityType: 'act',
    args: [],
    attempt: 1,
    startToCloseTimeoutMs: 60_000,
    cancellationType: 'TRY_CANCEL',
    ...options,
  };
}

const DONE: ActivityOutcome = { status: 'completed', result: [json('ok')] };

/** Runs one after the other, then completes with their results. */
function sequence(count: number, options: Partial<CommandOf<'scheduleLocalActivity'>> = {}) {
  return code(() => {
    const results: unknown[] = [];
    return {
      initializeWorkflow: () => [local(1, options)],
      resolveActivity: ({ seq, resolution }) => {
        results.push(resolution.status === 'completed' ? JSON.parse(resolution.result[0]!.data!) : resolution.status);
        return seq < count ? [local(seq + 1, options)] : [complete(results)];
      },
    };
  });
}

/** A promise that somebody else resolves. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** Functions take real time, so the clock of the store must not run ahead of them. */
async function makeMemoryInRealTime(): Promise<TestServer> {
  const server = createMemoryServer({ clock: realClock });
  return { connect: async () => server.connect({ namespace: 'test' }), pass: sleep, close: async () => undefined };
}

const STORES = [
  ['memory', makeMemoryInRealTime],
  ['redis', makeRedisServer],
] as const;

describe.each(STORES)('local activities (%s)', (name, make) => {
  let opened: Scene | undefined;
  const scene = (): Scene => opened!;
  beforeEach(async () => {
    opened = await Scene.open(await make(), name);
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('run in the workflow task that asks for them, and leave one marker each', async () => {
    scene().worker({ scripts: { wf: sequence(2) }, localActivities: scriptedActivities(() => DONE) });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [json(['ok', 'ok'])] });
    expect(await scene().types()).toEqual([
      'WorkflowExecutionStarted',
      'WorkflowTaskScheduled',
      'WorkflowTaskStarted',
      'WorkflowTaskCompleted',
      'MarkerRecorded',
      'MarkerRecorded',
      'WorkflowExecutionCompleted',
    ]);
  });

  it('keep the task open by renewing it, and are not begun again by that', async () => {
    const running = gate();
    let began = 0;
    const worker = scene().worker({
      scripts: { wf: sequence(1) },
      localActivities: scriptedActivities(async () => {
        began += 1;
        await running.opened;
        return DONE;
      }),
    });
    await scene().start({ taskTimeoutMs: 1_000 });
    await scene().until(async () => (await tasksStarted()) >= 3);
    expect(worker.status.localActivitiesInFlight).toBe(1);
    running.open();
    await scene().closing();
    expect(began).toBe(1);
    expect(await scene().types()).not.toContain('WorkflowTaskTimedOut');
  });

  it('may be many: a task that has much to report reports it early', async () => {
    scene().worker({ scripts: { wf: sequence(1_100) }, localActivities: scriptedActivities(() => DONE) });
    await scene().start();
    await scene().closing();
    expect((await scene().types()).filter((type) => type === 'MarkerRecorded')).toHaveLength(1_100);
    expect(await tasksStarted()).toBeGreaterThanOrEqual(3);
  });

  it('go on without a cache as well', async () => {
    const running = gate();
    let began = 0;
    scene().worker({
      scripts: { wf: sequence(2) },
      maxCachedWorkflows: 0,
      localActivities: scriptedActivities(async () => {
        began += 1;
        await running.opened;
        return DONE;
      }),
    });
    await scene().start({ taskTimeoutMs: 1_000 });
    await scene().until(async () => (await tasksStarted()) >= 3);
    running.open();
    expect(await scene().closing()).toMatchObject({ result: [json(['ok', 'ok'])] });
    expect(began).toBe(2);
  });

  it('let signals and queries through with the task that follows', async () => {
    const running = gate();
    const wf = code(() => {
      let signals = 0;
      return {
        initializeWorkflow: () => [local(1)],
        signalWorkflow: () => {
          signals += 1;
          if (signals === 1) running.open();
          return [];
        },
        queryWorkflow: ({ queryId }) => [answer(queryId, signals)],
        resolveActivity: () => [complete(signals)],
      };
    });
    const stuck = scriptedActivities(async () => {
      await running.opened;
      return DONE;
    });
    scene().worker({ scripts: { wf }, localActivities: stuck });
    await scene().start({ taskTimeoutMs: 1_000 });
    await scene().until(async () => (await tasksStarted()) >= 1);
    const query = { queryId: 'q1', name: 'signals', args: [], header: {} };
    const answered = scene().client.query({ workflowId: 'w' }, { ...query }, { deadlineMs: Date.now() + 20_000 });
    expect(await scene().during(answered)).toEqual([json(0)]);
    await scene().signal('go');
    expect(await scene().closing()).toMatchObject({ result: [json(1)] });
  });

  it('are tried again in the worker, and by a timer when the backoff is long', async () => {
    const wf = code(() => {
      const options = { retryPolicy: retryPolicy(10), localRetryThresholdMs: 30 };
      return {
        initializeWorkflow: () => [local(1, options)],
        fireTimer: () => [local(2, { ...options, attempt: 4 })],
        resolveActivity: ({ resolution }) => {
          if (resolution.status === 'backoff') return [timer(1, resolution.backoffMs)];
          return [complete(resolution.status)];
        },
      };
    });
    const attempts: number[] = [];
    const localActivities = scriptedActivities(({ attempt }) => {
      attempts.push(attempt);
      return attempt < 5 ? { status: 'failed', failure: applicationFailure('not yet') } : DONE;
    });
    scene().worker({ scripts: { wf: wf }, localActivities });
    await scene().start();
    // The backoff after attempt 3 is 40 ms, and so is that of attempt 4, which began as a new one: 80 ms, a second timer.
    await scene().until(() => attempts.length >= 4);
    expect(attempts.slice(0, 4)).toEqual([1, 2, 3, 4]);
    const [marker] = (await scene().history()).filter(({ type }) => type === 'MarkerRecorded');
    expect(
      JSON.parse((marker as unknown as { details: { data: { data: string }[] } }).details.data[0]!.data),
    ).toMatchObject({
      attempt: 3,
      backoff: { seconds: 0, nanos: 40_000_000 },
    });
  });

  it('are told of a cancellation at once, and may end as they like', async () => {
    const wf = code(() => ({
      initializeWorkflow: () => [timer(1, 20), local(1, { cancellationType: 'WAIT_CANCELLATION_COMPLETED' })],
      fireTimer: () => [{ kind: 'requestCancelLocalActivity', seq: 1 }],
      resolveActivity: ({ resolution }) => [complete(resolution.status)],
    }));
    const localActivities = scriptedActivities(
      (_task, control) =>
        new Promise((resolve) =>
          control.onCancel((reason) => resolve({ status: 'cancelled', details: [json(reason)] })),
        ),
    );
    scene().worker({ scripts: { wf }, localActivities });
    await scene().start({ taskTimeoutMs: 1_000 });
    expect(await scene().closing()).toMatchObject({ result: [json('cancelled')] });
  });

  it('that have not ended run again elsewhere, those with a marker do not', async () => {
    const began: string[] = [];
    const handler = (name: string, stuck: boolean) =>
      scriptedActivities(({ scheduled }, control) => {
        began.push(`${name} ${scheduled.activityId}`);
        if (!stuck || scheduled.activityId === '1') return DONE;
        return new Promise((resolve) => {
          control.onCancel(() => resolve({ status: 'failed', failure: applicationFailure('told to stop') }));
        });
      });
    const scripts = { wf: sequence(2) };
    const first = scene().worker({ scripts, localActivities: handler('first', true) });
    await scene().start({ taskTimeoutMs: 1_000 });
    await scene().until(async () => (await tasksStarted()) >= 2);
    first.stopPolling();
    scene().worker({ scripts, localActivities: handler('second', false) });
    first.cancelActivities('WORKER_SHUTDOWN');
    expect(await scene().closing()).toMatchObject({ result: [json(['ok', 'ok'])] });
    expect(began).toEqual(['first 1', 'first 2', 'second 2']);
  });

  it('beyond the places of the worker wait, and time out where they may not', async () => {
    const running = gate();
    const wf = code(() => {
      const ends: string[] = [];
      return {
        initializeWorkflow: () => [local(1), local(2, { scheduleToStartTimeoutMs: 20 })],
        resolveActivity: ({ seq, resolution }) => {
          ends.push(`${seq} ${resolution.status}`);
          if (seq === 2) running.open();
          return ends.length === 2 ? [complete(ends)] : [];
        },
      };
    });
    const localActivities = scriptedActivities(async () => {
      await running.opened;
      return DONE;
    });
    scene().worker({ scripts: { wf }, localActivities, maxConcurrentLocalActivities: 1 });
    await scene().start();
    expect(await scene().closing()).toMatchObject({ result: [json(['2 failed', '1 completed'])] });
  });

  async function tasksStarted(): Promise<number> {
    return (await scene().types()).filter((type) => type === 'WorkflowTaskStarted').length;
  }
});
