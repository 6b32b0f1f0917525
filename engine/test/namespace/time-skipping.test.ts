/** When a time-skipping server moves its clock, seen from the engine's side: with clients, and workers as scripts. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { taskToken } from '../../src/client/activity-completion';
import type { EngineClient } from '../../src/client/contract';
import { openConnection } from '../../src/connection/connection';
import { openTimeSkippingServer, type TimeSkippingServer } from '../../src/connection/time-skipping';
import type { EngineConnection } from '../../src/connection-contract';
import type { ActivityTask } from '../../src/model/task';
import type { ActivityOutcome, EngineWorker } from '../../src/worker/contract';
import { activity, timer } from './commands';
import { code, scriptedActivities, scriptedWorkflows } from './scripted-worker';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

let server: TimeSkippingServer;
let connection: EngineConnection;
let client: EngineClient;
const workers: { worker: EngineWorker; running: Promise<void> }[] = [];

beforeEach(async () => {
  server = await openTimeSkippingServer();
  connection = openConnection({ redis: server.address });
  client = await connection.client('default');
});
afterEach(async () => {
  for (const { worker, running } of workers.splice(0)) {
    worker.stopPolling();
    worker.cancelActivities('WORKER_SHUTDOWN');
    await running;
  }
  await connection.close();
  await server.close();
});

const done = [{ kind: 'completeWorkflow', result: [] }] as const;
const scripts = {
  ends: code(() => ({ initializeWorkflow: () => done })),
  sleeps: code(() => ({ initializeWorkflow: () => [timer(1, DAY_MS)], fireTimer: () => done })),
  works: code(() => ({
    initializeWorkflow: () => [activity(1, { startToCloseTimeoutMs: 60 * DAY_MS })],
    resolveActivity: () => done,
  })),
  waits: code(() => ({ initializeWorkflow: () => [] })),
};

async function work(run: (task: ActivityTask) => Promise<ActivityOutcome> | ActivityOutcome = succeed): Promise<void> {
  const worker = await connection.worker('default', {
    taskQueue: 'q',
    identity: 'test',
    workflows: scriptedWorkflows(scripts),
    activities: scriptedActivities(run),
    maxConcurrentActivities: 10,
    maxConcurrentWorkflowTasks: 10,
    maxCachedWorkflows: 10,
  });
  workers.push({ worker, running: worker.run() });
}

const succeed = (): ActivityOutcome => ({ status: 'completed', result: [] });

function start(workflowType: keyof typeof scripts, more: object = {}): Promise<{ runId: string }> {
  return client.start({
    requestId: randomUUID(),
    workflowId: workflowType,
    workflowType,
    taskQueue: 'q',
    args: [],
    idReusePolicy: 'ALLOW_DUPLICATE',
    idConflictPolicy: 'FAIL',
    ...more,
  });
}

/** Everything that is ready has run, also what that made ready. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** How much time has been skipped, but for the moment between two looks at a clock. */
const skippedDays = (): number => Math.round((server.nowMs() - Date.now()) / DAY_MS);

describe('the clock of a time-skipping server', () => {
  it('stands with real time until it is unlocked, and after it is locked again', async () => {
    await work();
    const { runId } = await start('sleeps');
    await quiet();
    expect(skippedDays()).toBe(0);
    const lock = server.unlock();
    await client.waitForClose({ workflowId: 'sleeps', runId });
    expect(skippedDays()).toBe(1);
    lock();
    lock();
    await start('sleeps');
    await quiet();
    expect(skippedDays()).toBe(1);
    server.unlock()();
    await quiet();
    expect(skippedDays()).toBe(1);
  });

  it('is held by a workflow task that no worker has taken yet', async () => {
    await start('ends', { executionTimeoutMs: DAY_MS });
    const lock = server.unlock();
    await quiet();
    expect(skippedDays()).toBe(0);
    await work();
    expect((await client.waitForClose({ workflowId: 'ends' })).event.type).toBe('WorkflowExecutionCompleted');
    lock();
  });

  it('is held by an activity that is out, and not by one that sleeps here', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    await work(async (task) => {
      await finished;
      await server.sleep(30 * DAY_MS, taskToken(task));
      return succeed();
    });
    await start('works', { runTimeoutMs: 100 * DAY_MS });
    const lock = server.unlock();
    await quiet();
    expect(skippedDays()).toBe(0);
    finish();
    expect((await client.waitForClose({ workflowId: 'works' })).event.type).toBe('WorkflowExecutionCompleted');
    lock();
  });

  it('goes to the next thing that is due, not past it', async () => {
    await work();
    await start('sleeps');
    await start('waits', { runTimeoutMs: 3 * DAY_MS });
    const seen: number[] = [];
    for (const days of [0.5, 1, 2]) {
      await server.sleep(days * DAY_MS);
      const statuses = await Promise.all(
        (['sleeps', 'waits'] as const).map(async (workflowId) => (await client.describe({ workflowId })).status),
      );
      seen.push(statuses.filter((status) => status === 'RUNNING').length);
    }
    expect(seen).toEqual([2, 1, 0]);
  });

  it('does nothing when nothing is due', async () => {
    await work();
    await start('waits');
    const lock = server.unlock();
    await quiet();
    expect(skippedDays()).toBe(0);
    lock();
  });

  it('serves the times of schedules, each at its own', async () => {
    await work();
    await client.schedules.create({
      requestId: randomUUID(),
      scheduleId: 's',
      spec: { intervals: [{ everyMs: HOUR_MS, offsetMs: 0 }] },
      action: { workflowId: 'job', workflowType: 'ends', taskQueue: 'q', args: [] },
    });
    await server.sleep(5 * HOUR_MS);
    const view = await client.schedules.describe('s');
    const hours = view.recentActions.map(({ scheduledMs }) => scheduledMs / HOUR_MS);
    expect(hours).toEqual([0, 1, 2, 3, 4].map((hour) => (hours[0] ?? 0) + hour));
  });

  it('sleeps of many end in their order', async () => {
    const order: number[] = [];
    await Promise.all([3, 1, 2].map(async (days) => server.sleep(days * DAY_MS).then(() => order.push(days))));
    expect(order).toEqual([1, 2, 3]);
    expect(skippedDays()).toBe(3);
  });
});

it('a call made with the time before a skip is not late', async () => {
  await work();
  await start('waits');
  await server.sleep(365 * DAY_MS);
  await client.signal({ workflowId: 'waits' }, { requestId: randomUUID(), name: 'go', args: [] });
  const history = await client.history({ workflowId: 'waits' });
  const signaled = history.find(({ type }) => type === 'WorkflowExecutionSignaled');
  expect(Math.round(((signaled?.timeMs ?? 0) - history[0]!.timeMs) / DAY_MS)).toBe(365);
});

it('a worker that was there before a skip is there after it: its tasks stay with it', async () => {
  await work();
  await start('sleeps');
  await server.sleep(2 * DAY_MS);
  const tasks = (await client.history({ workflowId: 'sleeps' })).filter(({ type }) => type === 'WorkflowTaskScheduled');
  expect(tasks).toHaveLength(2);
});
