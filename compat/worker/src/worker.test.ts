import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@perdure/activity';
import { IllegalStateError } from '@temporalio/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeConnection, FakeControl, activityTask, json, recordingLogger } from '../test/support/fakes';
import { Runtime } from './runtime/runtime';
import { Worker } from './worker';

let connection: FakeConnection;
let logger: ReturnType<typeof recordingLogger>;

beforeEach(() => {
  logger = recordingLogger();
  Runtime.install({ logger });
  connection = FakeConnection.make();
});
afterEach(async () => {
  await Runtime._instance?.shutdown();
  Runtime.defaultOptions = {};
});

const taskQueue = 'orders';

describe('a worker', () => {
  it('is ready after create, and polls only while it runs', async () => {
    const worker = await Worker.create({ connection, taskQueue, activities: { a: () => 1 } });
    expect(worker.getState()).toBe('INITIALIZED');
    expect(connection.workers[0]!.polling).toBe(false);
    const result = await worker.runUntil(async () => {
      expect(worker.getStatus()).toMatchObject({
        runState: 'RUNNING',
        activityPollerState: 'POLLING',
        hasOutstandingActivityPoll: true,
        hasOutstandingWorkflowPoll: false,
      });
      return 'answer';
    });
    expect(result).toBe('answer');
    expect(worker.getStatus()).toMatchObject({ runState: 'STOPPED', activityPollerState: 'SHUTDOWN' });
    await expect(worker.run()).rejects.toThrow(new IllegalStateError('Poller was already started'));
  });

  it('tells the engine its limits', async () => {
    await Worker.create({
      connection,
      taskQueue,
      identity: 'me',
      activities: { a: () => 1 },
      maxConcurrentActivityTaskExecutions: 7,
      maxCachedWorkflows: 0,
      maxActivitiesPerSecond: 3,
    });
    expect(connection.workers[0]!.options).toMatchObject({
      taskQueue,
      identity: 'me',
      workflows: undefined,
      maxConcurrentActivities: 7,
      maxConcurrentWorkflowTasks: 40,
      maxCachedWorkflows: 0,
      maxActivitiesPerSecond: 3,
    });
  });

  it('holds its connection until it has stopped', async () => {
    const worker = await Worker.create({ connection, taskQueue, activities: { a: () => 1 } });
    await expect(connection.close()).rejects.toThrow(
      new IllegalStateError('Cannot close connection while Workers hold a reference to it'),
    );
    await worker.runUntil(async () => undefined);
    expect(connection.closed).toBe(false);
    await connection.close();
    expect(connection.closed).toBe(true);
    expect(Runtime._instance).toBeUndefined();
  });

  it('shows how many activities run', async () => {
    let finish: () => void = () => undefined;
    const wait = () => new Promise<void>((resolve) => (finish = resolve));
    const worker = await Worker.create({ connection, taskQueue, activities: { wait } });
    const seen: number[] = [];
    worker.numInFlightActivities$.subscribe((n) => seen.push(n));
    const running = connection.workers[0]!.options.activities!.run(activityTask('wait', []), new FakeControl());
    await delay(1);
    expect(worker.getStatus().numInFlightActivities).toBe(1);
    finish();
    await running;
    expect(seen).toEqual([0, 1, 0]);
  });

  it('lends activities a client whose calls end with the activity', async () => {
    const stored = () => connection.callContextStorage.getStore();
    const ask = async () => {
      expect(Context.current().client).toBe(worker.client);
      return [stored()?.abortSignal === Context.current().cancellationSignal, stored()?.deadline];
    };
    const worker: Worker = await Worker.create({ connection, taskQueue, activities: { ask } });
    const { activities } = connection.workers[0]!.options;
    expect(stored()).toBeUndefined();
    const outcome = await activities!.run(activityTask('ask', []), new FakeControl());
    expect(outcome).toEqual({ status: 'completed', result: [json([true, null])] });
  });

  it('lets plugins change its options and wrap its run', async () => {
    const order: string[] = [];
    const plugin = (name: string) => ({
      name,
      configureWorker: (options: { identity?: string }) => ({
        ...options,
        identity: `${options.identity ?? ''}${name}`,
      }),
      runWorker: async (worker: Worker, next: (w: Worker) => Promise<void>) => {
        order.push(`${name} in`);
        await next(worker);
        order.push(`${name} out`);
      },
    });
    const plugins = [plugin('a'), plugin('b')] as never;
    const worker = await Worker.create({ connection, taskQueue, plugins, activities: { a: () => 1 } });
    expect(worker.options.identity).toBe('ab');
    await worker.runUntil(async () => undefined);
    expect(order).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  it('says that options have no effect, once', async () => {
    await Worker.create({ connection, taskQueue, nonStickyToStickyPollRatio: 0.5, activities: { a: () => 1 } });
    await Worker.create({ connection, taskQueue, nonStickyToStickyPollRatio: 0.5, activities: { a: () => 1 } });
    const warnings = logger.messages('WARN').filter((message) => message.includes('nonStickyToStickyPollRatio'));
    expect(warnings).toEqual([expect.stringContaining('WorkerOptions.nonStickyToStickyPollRatio has no effect')]);
  });

  it('refuses what it cannot do, by name', async () => {
    await expect(Worker.create({ taskQueue: '' })).rejects.toThrow(new TypeError('Task queue name is required'));
    await expect(Worker.create({ connection, taskQueue, workflowBundle: {} as never })).rejects.toThrow(
      new TypeError('Invalid WorkflowOptions.workflowBundle'),
    );
    await expect(Worker.runReplayHistory({}, { events: [] })).rejects.toThrow(
      new TypeError('ReplayWorkerOptions must contain workflowsPath or workflowBundle'),
    );
    expect(() => connection.workflowService.startWorkflowExecution?.({})).toThrow(/workflowService/);
  });
});
