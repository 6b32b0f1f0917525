/** Activities that no workflow schedules, from client to worker. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { activityInfo, CompleteAsyncError, heartbeat, sleep } from '@perdure/activity';
import {
  ActivityCancelledError,
  ActivityExecutionFailedError,
  ApplicationFailure,
  CancelledFailure,
  TimeoutFailure,
  type ActivityOptions,
} from '@perdure/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Scene, TASK_QUEUE, until } from './support/scene';
import { echoes } from './standalone/workflows';

const activities = {
  async whoAmI() {
    const { inWorkflow, workflowExecution, workflowType, activityId, activityRunId, attempt } = activityInfo();
    return { inWorkflow, workflowExecution, workflowType, activityId, activityRunId, attempt };
  },
  async echo(value: string) {
    return value;
  },
  async failing(attempts: number) {
    if (activityInfo().attempt < attempts) throw new Error(`attempt ${activityInfo().attempt}`);
    return `attempt ${activityInfo().attempt}`;
  },
  async final() {
    throw ApplicationFailure.nonRetryable('no', 'Refused', { why: 'because' });
  },
  async untilCancelled() {
    for (;;) {
      heartbeat('here');
      await sleep(20);
    }
  },
  async elsewhere() {
    throw new CompleteAsyncError();
  },
};

/** Turns the bytes of every payload round. */
const turned: PayloadCodec = {
  encode: async (payloads) => payloads.map(turn),
  decode: async (payloads) => payloads.map(turn),
};
const turn = ({ metadata, data }: Payload): Payload => ({
  metadata: { ...metadata, encoding: Buffer.from(metadata!['encoding']!).reverse() },
  data: data && Uint8Array.from(data).reverse(),
});

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open({ dataConverter: { payloadCodecs: [turned] } });
  const workflowsPath = fileURLToPath(new URL('standalone/workflows.ts', import.meta.url));
  await scene.worker({ activities, workflowsPath });
});
afterAll(() => scene.close());

const client = () => scene.client.activity.typed<typeof activities>();
const options = (more: Partial<Omit<ActivityOptions, 'args'>> = {}) => ({
  id: randomUUID(),
  taskQueue: TASK_QUEUE,
  startToCloseTimeout: '20 seconds' as const,
  retry: { initialInterval: 10, maximumInterval: 10 },
  ...more,
});

it('runs and gives its result; the activity knows that it is in no workflow', async () => {
  const handle = await client().start('whoAmI', options({ id: 'me' }));
  expect(await handle.result()).toEqual({
    inWorkflow: false,
    activityId: 'me',
    activityRunId: handle.runId,
    attempt: 1,
  });
  const description = await handle.describe({ includeOutcome: true });
  expect(description).toMatchObject({ status: 'COMPLETED', hasResult: true, attempt: 1 });
  expect(await description.getResult()).toMatchObject({ activityId: 'me' });
  expect(description.lastWorkerIdentity).toBeTruthy();
});

it('is served by the same worker and queue as activities of workflows', async () => {
  const alone = client().execute('echo', { ...options(), args: ['alone'] });
  const inWorkflow = scene.execute(echoes, ['in a workflow']);
  expect(await Promise.all([alone, inWorkflow])).toEqual(['alone', 'in a workflow']);
});

it('is tried again, and says what failed last', async () => {
  const handle = await client().start('failing', { ...options(), args: [3] });
  expect(await handle.result()).toBe('attempt 3');
  const description = await handle.describe({ includeLastFailure: true });
  expect(description).toMatchObject({ attempt: 3, hasLastFailure: true });
  expect(await description.getLastFailure()).toMatchObject({ message: 'attempt 2' });
});

it('that fails for good fails its result with the failure', async () => {
  const error: unknown = await client()
    .execute('final', options())
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ActivityExecutionFailedError);
  const { cause } = error as ActivityExecutionFailedError;
  expect(cause).toBeInstanceOf(ApplicationFailure);
  expect(cause).toMatchObject({ message: 'no', type: 'Refused', details: [{ why: 'because' }] });
});

it('that nobody serves times out', async () => {
  const given = options({ taskQueue: 'nobody', scheduleToStartTimeout: 30 });
  const error: unknown = await client()
    .execute('whoAmI', given)
    .catch((thrown: unknown) => thrown);
  const { cause } = error as ActivityExecutionFailedError;
  expect(cause).toBeInstanceOf(TimeoutFailure);
  expect(cause).toMatchObject({ timeoutType: 'SCHEDULE_TO_START' });
});

it('hears of its cancellation with a heartbeat', async () => {
  const handle = await client().start('untilCancelled', options({ heartbeatTimeout: '10 seconds' }));
  await until('it runs', async () => (await handle.describe()).runState === 'STARTED');
  await handle.cancel('enough');
  const error: unknown = await handle.result().catch((thrown: unknown) => thrown);
  expect((error as ActivityExecutionFailedError).cause).toBeInstanceOf(CancelledFailure);
  expect((await handle.describe()).status).toBe('CANCELED');
});

it('is paused while it runs, and begins anew afterwards', async () => {
  const handle = await client().start('untilCancelled', options({ heartbeatTimeout: '10 seconds' }));
  await until('it runs', async () => (await handle.describe()).runState === 'STARTED');
  await handle.pause({ reason: 'later' });
  await until('it stopped', async () => (await handle.describe()).runState === 'PAUSED');
  const paused = await handle.describe({ includeLastFailure: true, includeHeartbeatDetails: true });
  expect(await paused.getLastFailure()).toMatchObject({ message: 'Activity paused' });
  expect(await paused.getHeartbeatDetails()).toBe('here');
  await handle.unpause();
  await until('it runs again', async () => (await handle.describe()).runState === 'STARTED');
  await handle.terminate('over');
});

it('is completed from outside by its id', async () => {
  const handle = await client().start('elsewhere', options());
  await until('it runs', async () => (await handle.describe()).runState === 'STARTED');
  const { activityId } = handle;
  await scene.client.activity.heartbeat({ activityId }, 'alive');
  await handle.cancel('enough');
  await expect(scene.client.activity.heartbeat({ activityId }, 'alive')).rejects.toThrow(ActivityCancelledError);
  await scene.client.activity.complete({ activityId }, 'from outside');
  expect(await handle.result()).toBe('from outside');
});
