import { CombinedWorkerRunError, NativeConnection, Worker, GracefulShutdownPeriodExpiredError } from '@perdure/worker';
import { expect, it } from 'vitest';
import { reportsOf } from './support/activities';
import { rejection, Scene, TASK_QUEUE, until, untilEvent } from './support/scene';
import * as activityWorkflows from './workflows/activities';
import * as order from './workflows/order';
import { testRedisUrl } from '@perdure/testkit';

async function inScene(test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await Scene.open();
  try {
    await test(scene);
  } finally {
    await scene.close();
  }
}

it('9.25 goes from running over draining to stopped', async () => {
  await inScene(async (scene) => {
    const worker = await scene.worker();
    expect(worker.getState()).toBe('RUNNING');
    await expect(worker.run()).rejects.toThrow('Poller was already started');
    expect(await scene.execute(order.conditionTimeouts)).toEqual([false, true, true]);
    await scene.stop(worker);
    expect(worker.getState()).toBe('STOPPED');
    expect(() => worker.shutdown()).toThrow('Not running. Current state: STOPPED');
  });
});

it('9.25 an activity may finish in the grace time', async () => {
  await inScene(async (scene) => {
    const worker = await scene.worker({ shutdownGraceTime: '10 seconds' });
    const options = { startToCloseTimeout: '30 seconds' };
    const handle = await scene.start(activityWorkflows.calls, ['takesAMoment', [], options]);
    await until('the activity', () => reportsOf(handle.workflowId).length > 0);
    await scene.stop(worker);
    await scene.worker();
    expect(await handle.result()).toBe(1);
  });
});

it('9.25 an activity is cancelled after the grace time, and another worker takes the next attempt', async () => {
  await inScene(async (scene) => {
    const worker = await scene.worker();
    const options = { startToCloseTimeout: '30 seconds', retry: { initialInterval: 10 } };
    const handle = await scene.start(activityWorkflows.calls, ['firstAttemptHangs', [], options]);
    await until('the activity', () => reportsOf(handle.workflowId).length > 0);
    await scene.stop(worker);
    await scene.worker();
    expect(await handle.result()).toBe(2);
  });
});

it('9.25 run() rejects when something runs on after shutdownForceTime', async () => {
  await inScene(async (scene) => {
    const connection = await NativeConnection.connect({ address: testRedisUrl() });
    const stubborn = { stubborn: () => new Promise((resolve) => setTimeout(resolve, 1_000)) };
    const worker = await Worker.create({
      connection,
      namespace: scene.namespace,
      taskQueue: 'stubborn',
      activities: stubborn,
      shutdownForceTime: '50 milliseconds',
    });
    const running = rejection(worker.run());
    await scene.worker();
    const options = { startToCloseTimeout: '30 seconds', taskQueue: 'stubborn' };
    const handle = await scene.start(activityWorkflows.calls, ['stubborn', [], options]);
    await until('the activity', () => worker.getStatus().numInFlightActivities > 0);
    worker.shutdown();
    expect(await running).toBeInstanceOf(GracefulShutdownPeriodExpiredError);
    expect(worker.getState()).toBe('FAILED');
    await handle.terminate();
    await connection.close().catch(() => undefined);
  });
});

it('9.25 runUntil ends with the error of what it ran', async () => {
  const connection = await NativeConnection.connect({ address: testRedisUrl() });
  try {
    const worker = await Worker.create({ connection, taskQueue: TASK_QUEUE, activities: { a: () => 1 } });
    const error = await rejection(worker.runUntil(() => Promise.reject(new Error('inner'))));
    expect(error).not.toBeInstanceOf(CombinedWorkerRunError);
    expect(error.message).toBe('inner');
    expect(worker.getState()).toBe('STOPPED');
  } finally {
    await connection.close();
  }
});

it('9.26 a workflow moves to another worker with the same result', async () => {
  await inScene(async (scene) => {
    const first = await scene.worker();
    const handle = await scene.start(order.conditionOrder);
    await untilEvent(handle, 'workflowExecutionStarted');
    await scene.stop(first);
    await scene.worker();
    await handle.signal(order.orderSignal, '');
    expect(await handle.result()).toEqual(['first', 'second', 'third']);
  });
});
