import assert from 'node:assert/strict';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { awaited, forecast, humidity, pressure, temperature } from './activities';
import { openStation } from './station';
import { askForecast, askHumidity, askPressure, askTemperature } from './workflows';

type Station = Awaited<ReturnType<typeof openStation>>;

export async function run(env: Environment): Promise<void> {
  const station = await openStation();
  const options = {
    workflowsPath: require.resolve('./workflows'),
    activities: { temperature, forecast, humidity, pressure },
    maxHeartbeatThrottleInterval: '50 milliseconds',
  } as const;
  try {
    await withWorker(env, options, async (client) => {
      await asks(env, client, station);
      await isBrokenOff(env, client, station);
      await isCompletedFromOutside(env, client);
      await failsForGood(env, client);
    });
  } finally {
    await station.close();
  }
}

async function asks({ taskQueue, workflowId }: Environment, client: Client, { url }: Station): Promise<void> {
  const args: [string] = [`${url}/temperature`];
  const result = await client.workflow.execute(askTemperature, {
    taskQueue,
    workflowId: workflowId('temperature'),
    args,
  });
  assert.equal(result, '21 degrees');
}

async function isBrokenOff(env: Environment, client: Client, { url, state }: Station): Promise<void> {
  const handle = await client.workflow.start(askForecast, {
    taskQueue: env.taskQueue,
    workflowId: env.workflowId('forecast'),
    args: [`${url}/forecast`],
  });
  await env.until('the request', () => state.asked === 1);
  await handle.cancel();
  await assert.rejects(handle.result(), (error) => {
    assert(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure);
    return true;
  });
  await env.until('the end of the request', () => state.brokenOff === 1);
}

async function isCompletedFromOutside(env: Environment, client: Client): Promise<void> {
  const station = env.name('Brocken');
  const workflowId = env.workflowId('humidity');
  const handle = await client.workflow.start(askHumidity, { taskQueue: env.taskQueue, workflowId, args: [station] });
  const token = await env.until('the task token', () => awaited.get(station));
  await client.activity.complete(token, 95);
  assert.equal(await handle.result(), '95 percent');
}

async function failsForGood({ taskQueue, workflowId }: Environment, client: Client): Promise<void> {
  const options = { taskQueue, workflowId: workflowId('pressure'), args: ['Brocken'] as [string] };
  await assert.rejects(client.workflow.execute(askPressure, options), (error) => {
    assert(error instanceof WorkflowFailedError && error.cause instanceof ActivityFailure);
    const { cause } = error.cause;
    assert(cause instanceof ApplicationFailure);
    assert.equal(cause.message, 'Brocken has no barometer');
    assert.equal(cause.type, 'NoBarometer');
    assert.deepEqual(cause.details, ['Brocken', { sensors: 2 }]);
    return true;
  });
}
