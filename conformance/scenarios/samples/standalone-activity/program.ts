import assert from 'node:assert/strict';
import { ActivityExecutionAlreadyStartedError, ActivityExecutionFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';

const startToCloseTimeout = '1 minute';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { activities, maxHeartbeatThrottleInterval: '50 milliseconds' }, async (client) => {
    await isRetried(env, client);
    await failsForGood(env, client);
    await isCancelled(env, client);
    const count = async () => (await client.activity.count(`TaskQueue = '${env.taskQueue}'`)).count;
    await env.until('all three in the list', async () => (await count()) === 3);
  });
}

async function isRetried(env: Environment, client: Client): Promise<void> {
  const { taskQueue } = env;
  const typed = client.activity.typed<typeof activities>();
  const id = env.name('resize');
  const options = { id, taskQueue, startToCloseTimeout, retry: { initialInterval: '1 millisecond' } } as const;
  const handle = await typed.start('resize', { ...options, args: ['moon', 300] });
  assert.equal(handle.activityId, id);
  assert.equal(await handle.result(), 'moon at 300, attempt 3, alone');
  assert.equal(await client.activity.getHandle(id).result(), 'moon at 300, attempt 3, alone');
  const { activityType, status, attempt } = await handle.describe();
  assert.deepEqual([activityType, status, attempt], ['resize', 'COMPLETED', 3]);
}

async function failsForGood({ taskQueue, name }: Environment, client: Client): Promise<void> {
  const id = name('develop');
  const result = client.activity.execute('develop', { id, taskQueue, startToCloseTimeout, args: ['sun'] });
  await assert.rejects(result, (error) => {
    assert(error instanceof ActivityExecutionFailedError && error.cause instanceof ApplicationFailure);
    assert.deepEqual([error.cause.message, error.cause.type], ['sun is blank', 'Blank']);
    return true;
  });
}

async function isCancelled(env: Environment, client: Client): Promise<void> {
  const options = {
    id: env.name('upload'),
    taskQueue: env.taskQueue,
    startToCloseTimeout,
    heartbeatTimeout: '20 seconds',
  } as const;
  const handle = await client.activity.start('upload', options);
  await assert.rejects(client.activity.start('upload', options), ActivityExecutionAlreadyStartedError);
  await env.until('its first attempt', async () => (await handle.describe()).lastStartedTime);
  await handle.cancel('No space left');
  await assert.rejects(handle.result(), (error) => {
    assert(error instanceof ActivityExecutionFailedError && error.cause instanceof CancelledFailure);
    return true;
  });
}
