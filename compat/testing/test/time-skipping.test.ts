/** What the time of a time-skipping environment does. None of these tests could wait for what it waits for. */
import { type WorkflowFailedError } from '@perdure/client';
import { TestWorkflowEnvironment, TimeSkippingWorkflowClient } from '@perdure/testing';
import type { Worker } from '@perdure/worker';
import { freshNamespace, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorker, DAY_MS, quietRuntime, start, TASK_QUEUE } from './support/setting';
import type * as workflows from './support/workflows';

let env: TestWorkflowEnvironment;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  quietRuntime();
  env = await TestWorkflowEnvironment.createTimeSkipping();
  worker = await createWorker(env, {
    activities: {
      async sleepsInTest(duration: '1 day') {
        await env.sleep(duration);
        return 'activity';
      },
    },
  });
  running = worker.run();
});
afterAll(async () => {
  worker.shutdown();
  await running;
  await env.teardown();
});

/** How much time has been skipped so far, but for the moments between two looks at a clock. */
const skippedMs = async (): Promise<number> => (await env.currentTimeMs()) - Date.now();
const A_MOMENT_MS = 500;

const execute = (type: string, args: unknown[] = [], options: object = {}): Promise<unknown> =>
  env.client.workflow.execute(type, { ...start(), args, ...options });

describe('while a result is awaited', () => {
  it('a workflow that sleeps for months ends at once, and its own clock has moved', async () => {
    const moved = await execute('sleeper', ['90 days']);
    expect(moved).toBeGreaterThanOrEqual(90 * DAY_MS);
    expect(moved).toBeLessThan(91 * DAY_MS);
  });

  it('activities between timers run, and see the same workflow', async () => {
    expect(await execute('activityBetweenTimers', ['Ann'])).toBe('Hello, Ann!');
  });

  it('so do local activities', async () => {
    expect(await execute('localWork')).toBe('Hello, local!');
  });

  it('retries of an activity wait for their backoff in skipped time', async () => {
    const beforeMs = await env.currentTimeMs();
    expect(await execute('retried', [5])).toBe(6);
    const passedMs = (await env.currentTimeMs()) - beforeMs;
    expect(passedMs).toBeGreaterThanOrEqual((1 + 2 + 4 + 8 + 16) * DAY_MS);
  });

  it('an activity without a workflow is waited for in skipped time: its start and its retries', async () => {
    const options = { taskQueue: TASK_QUEUE, startToCloseTimeout: '1 minute', startDelay: '30 days' } as const;
    const retry = { initialInterval: '1 day', maximumInterval: '100 days' } as const;
    const beforeMs = await env.currentTimeMs();
    const id = freshNamespace('a');
    expect(await env.client.activity.execute('unreliable', { ...options, id, args: [3], retry })).toBe(4);
    const passedMs = (await env.currentTimeMs()) - beforeMs;
    expect(passedMs).toBeGreaterThanOrEqual((30 + 1 + 2 + 4) * DAY_MS);
  });

  it('retries of the workflow wait for their backoff in skipped time', async () => {
    const retry = { initialInterval: '10 days', maximumAttempts: 3 } as const;
    const failed = await execute('failing', [], { retry }).catch((error: WorkflowFailedError) => error.cause);
    expect(failed).toMatchObject({ message: 'again' });
  });

  it('children that sleep for different times all end', async () => {
    expect(await execute('parent')).toBe(3);
  });

  it('a chain of runs goes through the years', async () => {
    const year = new Date(await env.currentTimeMs()).getFullYear();
    const last = Number(await execute('rounds', [9]));
    expect(last - year).toBeGreaterThanOrEqual(9);
  });

  it('a delayed start is skipped to', async () => {
    const beforeMs = await env.currentTimeMs();
    expect(await execute('clock', [], { startDelay: '7 days' })).toBeGreaterThanOrEqual(beforeMs + 7 * DAY_MS);
  });

  it('a timeout of the execution comes', async () => {
    const failed = await execute('stays', [], { workflowExecutionTimeout: '100 days' }).catch(
      (error: WorkflowFailedError) => error.cause,
    );
    expect(failed).toMatchObject({ name: 'TimeoutFailure' });
  });

  it('a signal that arrives before is heard before the timeout', async () => {
    const handle = await env.client.workflow.start<typeof workflows.nudged>('nudged', start());
    await handle.signal('nudge');
    expect(await handle.result()).toBe('nudged');
    expect(await execute('nudged')).toBe('timed out');
  });

  it('an update that sleeps is done when its workflow is', async () => {
    const handle = await env.client.workflow.start<typeof workflows.updated>('updated', start());
    const update = await handle.startUpdate('wait', { args: ['5 days'], waitForStage: 'ACCEPTED' });
    expect(await handle.result()).toBe('over');
    expect(await update.result()).toBeGreaterThanOrEqual(5 * DAY_MS);
  });

  it('several waits at once skip together', async () => {
    const durations = ['3 days', '1 day', '2 days'];
    const moved = await Promise.all(durations.map((duration) => execute('sleeper', [duration])));
    expect(moved.map((ms) => Math.floor((ms as number) / DAY_MS))).toEqual([3, 1, 2]);
  });

  it('a cron workflow runs at its times', async () => {
    const handle = await env.client.workflow.start('clock', { ...start(), cronSchedule: '0 0 1 * *' });
    const { workflowId, firstExecutionRunId } = handle;
    const oneRun = { followRuns: false };
    const runAtMs = await env.client.workflow.result<typeof workflows.clock>(workflowId, firstExecutionRunId, oneRun);
    expect(new Date(runAtMs).getUTCDate()).toBe(1);
    await handle.terminate();
  });
});

describe('an activity holds the clock', () => {
  it('unless it sleeps in the environment: a shorter timer comes first', async () => {
    expect(await execute('raceOfActivityAndTimer')).toBe('timer');
  });

  it('unless it sleeps in the environment: it comes before a longer timer', async () => {
    expect(await execute('activityThatSleeps')).toBe('activity');
  });

  it('its start-to-close timeout comes in real time', async () => {
    const beforeMs = await skippedMs();
    const failed = await execute('hangingActivity').catch((error: WorkflowFailedError) => error.cause?.cause);
    expect(failed).toMatchObject({ name: 'TimeoutFailure', timeoutType: 'START_TO_CLOSE' });
    expect(await skippedMs()).toBeLessThan(beforeMs + A_MOMENT_MS);
  });

  it('its heartbeat timeout comes in real time, long before the other one', async () => {
    const beforeMs = await skippedMs();
    const failed = await execute('silentActivity').catch((error: WorkflowFailedError) => error.cause?.cause);
    expect(failed).toMatchObject({ name: 'TimeoutFailure', timeoutType: 'HEARTBEAT' });
    expect(await skippedMs()).toBeLessThan(beforeMs + A_MOMENT_MS);
  });

  it('also while it waits to be completed from outside', async () => {
    const beforeMs = await skippedMs();
    const handle = await env.client.workflow.start<typeof workflows.completedFromOutside>(
      'completedFromOutside',
      start(),
    );
    const result = handle.result();
    const pending = await waitFor(async () => (await handle.describe()).raw.pendingActivities?.[0], {
      what: 'the activity to be out',
    });
    await env.client.activity.complete({ workflowId: handle.workflowId, activityId: pending.activityId! }, 'done');
    expect(await result).toBe('done');
    expect(await skippedMs()).toBeLessThan(beforeMs + A_MOMENT_MS);
  });

  it('so does one without a workflow', async () => {
    const beforeMs = await skippedMs();
    const id = freshNamespace('a');
    const options = { id, taskQueue: TASK_QUEUE, startToCloseTimeout: '1 hour' } as const;
    const handle = await env.client.activity.start('waitsForCompletion', options);
    const result = handle.result();
    const isOut = async () => (await handle.describe()).runState === 'STARTED';
    await waitFor(isOut, { what: 'the activity to be out' });
    await env.client.activity.complete({ activityId: id, runId: handle.runId }, 'done');
    expect(await result).toBe('done');
    expect(await skippedMs()).toBeLessThan(beforeMs + A_MOMENT_MS);
  });
});

it('a workflow task that keeps failing holds the clock: its retries wait in real time', async () => {
  const handle = await env.client.workflow.start<typeof workflows.brokenUntilNudged>('brokenUntilNudged', start());
  const beforeMs = await skippedMs();
  const result = handle.result();
  const attempt = async () => (await handle.describe()).raw.pendingWorkflowTask?.attempt ?? 0;
  await waitFor(async () => (await attempt()) >= 3, { what: 'a third attempt' });
  expect(await skippedMs()).toBeLessThan(beforeMs + A_MOMENT_MS);
  await handle.signal('nudge');
  expect(await result).toBe('mended');
});

describe('while nobody waits for a result', () => {
  it('time stands where real time stands', async () => {
    const handle = await env.client.workflow.start<typeof workflows.countsDays>('countsDays', {
      ...start(),
      args: [3],
    });
    await waitFor(async () => (await handle.query('days')) === 0, { what: 'the workflow to have begun' });
    expect(await handle.query('days')).toBe(0);
    await handle.terminate();
  });

  it('sleep skips, and what is due meanwhile has happened when it returns', async () => {
    const handle = await env.client.workflow.start<typeof workflows.countsDays>('countsDays', {
      ...start(),
      args: [9],
    });
    const seen: unknown[] = [];
    for (let day = 0; day < 3; day += 1) {
      await env.sleep('25 hours');
      seen.push(await handle.query('days'));
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(await handle.result()).toBe(9);
  });

  it('sleep moves the time by what it was told', async () => {
    const beforeMs = await env.currentTimeMs();
    await env.sleep('365 days');
    const passedMs = (await env.currentTimeMs()) - beforeMs;
    expect(passedMs).toBeGreaterThanOrEqual(365 * DAY_MS);
    expect(passedMs).toBeLessThan(366 * DAY_MS);
  });

  it('a wait in normal time skips nothing', async () => {
    const { workflow } = env.client;
    expect(workflow).toBeInstanceOf(TimeSkippingWorkflowClient);
    const client = workflow as TimeSkippingWorkflowClient;
    const sleeping = await client.start('sleeper', { ...start(), args: ['1 day'] });
    const beforeMs = await env.currentTimeMs();
    expect(await client.execute('clock', { ...start(), runInNormalTime: true })).toBeLessThan(beforeMs + DAY_MS);
    await sleeping.terminate();
  });
});
