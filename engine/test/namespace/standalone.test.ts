import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { StartActivityRequest } from '../../src/model/standalone-activity';
import type { ActivityTask } from '../../src/model/task';
import type { ActivityControl, ActivityOutcome } from '../../src/worker/contract';
import { applicationFailure, retryPolicy } from './commands';
import { onEachStore } from './scene';
import { json, scriptedActivities } from './scripted-worker';
import { activityRequest, changeOf, failureIn, held, outcomeIn, RETRY } from './standalone';

const echo = ({ scheduled }: ActivityTask): ActivityOutcome => ({ status: 'completed', result: scheduled.input ?? [] });
const failed = (message: string): ActivityOutcome => ({ status: 'failed', failure: applicationFailure(message) });

onEachStore('a standalone activity', (scene) => {
  const activities = () => scene().client.activities;
  const work = (run: (task: ActivityTask, control: ActivityControl) => ActivityOutcome | Promise<ActivityOutcome>) =>
    scene().worker({ activities: scriptedActivities(run) });
  const describeIt = () => activities().describe({ activityId: 'a' });
  const history = async () => {
    const { runId } = await describeIt();
    const shard = scene().namespace.applier.shardOf('__activity:a');
    return scene().namespace.store.readHistory(shard, runId, 1);
  };

  it('runs from start to result, without a workflow', async () => {
    work(echo);
    const { runId, started } = await activities().start(activityRequest({ awaitClose: true }));
    expect(started).toBe(true);
    expect(await outcomeIn(scene(), 'a', runId)).toEqual({ result: [json('hello')] });
    expect((await history()).map(({ type }) => type)).toEqual([
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
    ]);
    expect(scene().errors).toEqual([]);
  });

  it('replaces the run that its caller has looked at, and no other', async () => {
    work(echo);
    const first = await activities().start(activityRequest());
    await outcomeIn(scene(), 'a', first.runId);
    const replaces = (): StartActivityRequest =>
      activityRequest({ replacesRunId: first.runId, idConflictPolicy: 'USE_EXISTING' });
    const second = await activities().start(replaces());
    await outcomeIn(scene(), 'a', second.runId);
    await expect(activities().start(replaces())).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect((await describeIt()).runId).toBe(second.runId);
  });

  it('is waited for by whoever knows its id, before and after its end', async () => {
    await activities().start(activityRequest());
    const waiting = outcomeIn(scene());
    work(echo);
    expect(await waiting).toEqual({ result: [json('hello')] });
    expect(await outcomeIn(scene())).toEqual({ result: [json('hello')] });
  });

  it('that fails is tried again, by its policy', async () => {
    work((task) => (task.attempt < 3 ? failed(`attempt ${task.attempt}`) : echo(task)));
    await activities().start(activityRequest());
    expect(await outcomeIn(scene())).toEqual({ result: [json('hello')] });
    expect(await describeIt()).toMatchObject({
      attempt: 3,
      status: 'COMPLETED',
      lastFailure: { message: 'attempt 2' },
    });
  });

  it('that has used up its attempts fails with its last failure', async () => {
    work(({ attempt }) => failed(`attempt ${attempt}`));
    await activities().start(activityRequest({ retryPolicy: { ...RETRY, maximumAttempts: 2 } }));
    expect(await failureIn(scene())).toMatchObject({ message: 'attempt 2' });
    expect(await describeIt()).toMatchObject({ status: 'FAILED', attempt: 2, lastWorkerIdentity: 'test' });
  });

  it('that waits for its next attempt tells about it', async () => {
    work(() => failed('no'));
    await activities().start(activityRequest({ retryPolicy: retryPolicy(60_000) }));
    await scene().until(async () => (await describeIt()).nextAttemptMs !== undefined);
    const { nextAttemptMs, lastAttemptEndedMs, retryIntervalMs, ...rest } = await describeIt();
    expect(retryIntervalMs).toBe(nextAttemptMs! - lastAttemptEndedMs!);
    expect(rest).toMatchObject({
      attempt: 2,
      status: 'RUNNING',
      runState: 'SCHEDULED',
      lastFailure: { message: 'no' },
    });
  });

  it('that nobody takes in time ends with its schedule-to-start timeout', async () => {
    scene().worker({ taskQueue: 'another', activities: scriptedActivities(echo) });
    await activities().start(activityRequest({ scheduleToStartTimeoutMs: 20 }));
    expect(await failureIn(scene())).toMatchObject({ info: { kind: 'timeout', timeoutType: 'SCHEDULE_TO_START' } });
    expect(await describeIt()).toMatchObject({ status: 'TIMED_OUT', attempt: 1 });
    expect((await describeIt()).lastStartedMs).toBeUndefined();
  });

  it('whose worker says nothing is tried again after its start-to-close timeout', async () => {
    work((task, control) => (task.attempt === 1 ? held().run(control) : echo(task)));
    await activities().start(activityRequest({ startToCloseTimeoutMs: 30 }));
    expect(await outcomeIn(scene())).toEqual({ result: [json('hello')] });
    expect(await describeIt()).toMatchObject({ attempt: 2 });
  });

  it('has so much time for all attempts together', async () => {
    work(() => failed('again'));
    await activities().start(activityRequest({ scheduleToCloseTimeoutMs: 60 }));
    expect(await failureIn(scene())).toMatchObject({ message: expect.stringMatching(/again|ScheduleToClose/) });
  });

  it('begins after its start delay, and its time for all attempts then', async () => {
    work(echo);
    const startDelayMs = 60;
    await activities().start(activityRequest({ startDelayMs, scheduleToCloseTimeoutMs: 1_000 }));
    await outcomeIn(scene());
    const { scheduledMs, lastStartedMs, expirationMs } = await describeIt();
    expect(lastStartedMs! - scheduledMs).toBeGreaterThanOrEqual(startDelayMs);
    expect(expirationMs).toBe(scheduledMs + startDelayMs + 1_000);
  });

  it('is kept apart from workflows: no workflow can have its id, none is found by it', async () => {
    await activities().start(activityRequest());
    const workflowId = '__activity:a';
    const { client } = scene();
    await expect(scene().start({ workflowId })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(scene().start({ workflowId: '__schedule:a' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(scene().signal('s', workflowId)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(client.terminate({ workflowId }, { requestId: 'r' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    await expect(client.describe({ workflowId })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

onEachStore('the id of a standalone activity', (scene) => {
  const start = (options: Parameters<typeof activityRequest>[0]) =>
    scene().client.activities.start(activityRequest(options));
  const end = async () => {
    const worker = scene().worker({ activities: scriptedActivities(echo) });
    await outcomeIn(scene());
    await worker.stop();
  };

  it('is used by one open activity at a time', async () => {
    const { runId } = await start({});
    await expect(start({})).rejects.toMatchObject({ code: 'ALREADY_EXISTS', details: { activityId: 'a', runId } });
    expect(await start({ idConflictPolicy: 'USE_EXISTING' })).toEqual({ runId, started: false });
  });

  it('can be used again when its last activity has ended, as the policy says', async () => {
    const { runId } = await start({});
    await end();
    await expect(start({ idReusePolicy: 'REJECT_DUPLICATE' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(start({ idReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' })).rejects.toMatchObject({ details: { runId } });
    expect(await start({})).toMatchObject({ started: true });
    await scene().client.activities.terminate({ activityId: 'a' }, changeOf('over'));
    expect(await start({ idReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' })).toMatchObject({ started: true });
  });

  it('finds the same activity when the start is repeated', async () => {
    const requestId = randomUUID();
    const first = await start({ requestId });
    expect(await start({ requestId })).toEqual(first);
    await end();
    expect(await start({ requestId })).toEqual(first);
  });
});
