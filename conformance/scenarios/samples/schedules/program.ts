import assert from 'node:assert/strict';
import { type Client, ScheduleNotFoundError, ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { water } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await create(env, client);
    try {
      await isListed(env, client, handle);
      await runsWhenTriggered(env, client, handle);
      await isPaused(handle);
      await makesUpForThePast(env, handle);
      await changes(env, client, handle);
    } finally {
      await handle.delete();
    }
    await assert.rejects(handle.describe(), ScheduleNotFoundError);
  });
}

function create(env: Environment, client: Client): Promise<ScheduleHandle> {
  return client.schedule.create({
    scheduleId: env.name('garden'),
    spec: { intervals: [{ every: '365 days' }], calendars: [{ comment: 'in the morning', month: 'MAY', hour: 6 }] },
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL },
    action: {
      type: 'startWorkflow',
      workflowType: water,
      workflowId: env.name('water'),
      taskQueue: env.taskQueue,
      args: ['roses'],
    },
    memo: { gardener: 'Ann' },
    state: { note: 'New', remainingActions: 20 },
  });
}

/** The listing may lag behind on a server with a separate store for it. */
async function isListed(env: Environment, client: Client, { scheduleId }: ScheduleHandle): Promise<void> {
  const entry = await env.until('the schedule in the list', async () => {
    for await (const summary of client.schedule.list()) if (summary.scheduleId === scheduleId) return summary;
    return undefined;
  });
  assert.deepEqual(entry.memo, { gardener: 'Ann' });
}

type Description = Awaited<ReturnType<ScheduleHandle['describe']>>;

function untilActions(env: Environment, handle: ScheduleHandle, count: number): Promise<Description> {
  return env.until(`${count} actions`, async () => {
    const description = await handle.describe();
    return description.info.numActionsTaken === count && description;
  });
}

async function resultsOf(client: Client, { info }: Description): Promise<unknown[]> {
  const started = info.recentActions.map(({ action }) => action.workflow.workflowId);
  return await Promise.all(
    started.map(async (workflowId): Promise<unknown> => await client.workflow.getHandle(workflowId).result()),
  );
}

async function runsWhenTriggered(env: Environment, client: Client, handle: ScheduleHandle): Promise<void> {
  const { spec, action, policies } = await handle.describe();
  assert.equal(spec.intervals?.[0]?.every, 365 * 86_400_000);
  assert.equal(spec.calendars?.[0]?.comment, 'in the morning');
  assert.equal(action.workflowType, 'water');
  assert.equal(policies.overlap, 'ALLOW_ALL');

  await handle.trigger();
  const description = await untilActions(env, handle, 1);
  const { workflowId } = description.info.recentActions[0]?.action.workflow ?? {};
  env.record('triggered', workflowId ?? '');
  assert.deepEqual(await resultsOf(client, description), [`roses for ${handle.scheduleId}`]);
  assert(description.info.nextActionTimes.every((time) => time.getTime() > Date.now()));
}

async function isPaused(handle: ScheduleHandle): Promise<void> {
  await handle.pause('It rains');
  const { state } = await handle.describe();
  assert.deepEqual([state.paused, state.note], [true, 'It rains']);
  await handle.unpause('It is dry');
  const dry = (await handle.describe()).state;
  assert.deepEqual([dry.paused, dry.note], [false, 'It is dry']);
}

/** Three days of a morning that has passed, once for each time. */
async function makesUpForThePast(env: Environment, handle: ScheduleHandle): Promise<void> {
  const [start, end] = [new Date('2023-05-01T00:00:00Z'), new Date('2023-05-01T23:00:00Z')];
  await handle.backfill({ start, end, overlap: ScheduleOverlapPolicy.ALLOW_ALL });
  await untilActions(env, handle, 2);
}

async function changes(env: Environment, client: Client, handle: ScheduleHandle): Promise<void> {
  await handle.update(({ memo: _memo, info: _info, scheduleId: _id, raw: _raw, ...previous }) => ({
    ...previous,
    action: { ...previous.action, args: ['tulips'] },
    state: { ...previous.state, remainingActions: 1 },
  }));
  await handle.trigger();
  const description = await untilActions(env, handle, 3);
  const results = await resultsOf(client, description);
  assert.equal(results.at(-1), `tulips for ${handle.scheduleId}`);
}
