/** Standalone activities as far as they need no worker, through the real engine: on the embedded store and on Redis. */
import {
  ActivityExecutionAlreadyStartedError,
  ActivityExecutionFailedError,
  ActivityNotFoundError,
  CancelledFailure,
  Client,
  Connection,
  ServiceError,
  TerminatedFailure,
  isGrpcDeadlineError,
  type ActivityClientInterceptor,
  type ActivityHandle,
  type ActivityOptions,
} from '@perdure/client';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { defineSearchAttributeKey } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe.each([
  ['the embedded store', () => `memory://${freshNamespace('client')}`],
  ['Redis', testRedisUrl],
])('a standalone activity on %s', (_name, address) => {
  let connection: Connection;
  let client: Client;
  let ids = 0;
  const options = (more: Partial<ActivityOptions> = {}): ActivityOptions => ({
    id: `a-${(ids += 1)}`,
    taskQueue: 'nobody-polls',
    startToCloseTimeout: '1 minute',
    ...more,
  });
  const failureOf = async (handle: ActivityHandle): Promise<ActivityExecutionFailedError> => {
    const error: unknown = await handle.result().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ActivityExecutionFailedError);
    return error as ActivityExecutionFailedError;
  };

  beforeAll(async () => {
    connection = await Connection.connect({ address: address() });
    client = new Client({ connection, namespace: freshNamespace('client'), identity: 'me' });
  });
  afterAll(async () => connection.close());

  it('is described as it was started', async () => {
    const given = options({
      args: ['x', 2],
      summary: 'in short',
      heartbeatTimeout: '5 seconds',
      scheduleToCloseTimeout: '10 minutes',
      startDelay: '30 seconds',
      retry: { maximumAttempts: 3 },
      priority: { priorityKey: 1 },
    });
    const handle = await client.activity.start('send', given);
    const description = await handle.describe({ includeInput: true });
    expect(description).toMatchObject({
      activityId: given.id,
      activityRunId: handle.runId,
      activityType: 'send',
      status: 'RUNNING',
      runState: 'SCHEDULED',
      taskQueue: 'nobody-polls',
      startToCloseTimeoutMs: 60_000,
      scheduleToCloseTimeoutMs: 600_000,
      heartbeatTimeoutMs: 5_000,
      startDelayMs: 30_000,
      retryPolicy: { maximumAttempts: 3, initialInterval: 1_000 },
      priority: { priorityKey: 1 },
      attempt: 1,
      hasInput: true,
      hasResult: false,
    });
    const { scheduleTime, executionTime, expirationTime, nextAttemptScheduleTime } = description;
    expect(executionTime!.getTime() - scheduleTime!.getTime()).toBe(30_000);
    expect(expirationTime!.getTime() - scheduleTime!.getTime()).toBe(630_000);
    expect(nextAttemptScheduleTime!.getTime()).toBeGreaterThan(scheduleTime!.getTime());
    expect(await description.getInput()).toEqual(['x', 2]);
    expect(Number(description.rawInfo.startDelay?.seconds)).toBe(30);
    expect((await handle.describe()).hasInput).toBe(false);
  });

  it.each([
    [{ id: '' }, 'id is required'],
    [{ taskQueue: '' }, 'taskQueue is required'],
    [{ startToCloseTimeout: undefined }, 'Either scheduleToCloseTimeout or startToCloseTimeout is required'],
    [{ startDelay: -1 }, 'startDelay must be non-negative'],
  ])('with impossible options is refused: %o', async (wrong, message) => {
    await expect(client.activity.start('send', options(wrong))).rejects.toThrow(new TypeError(message));
  });

  it('has an id that one open activity has at a time', async () => {
    const given = options();
    const { runId } = await client.activity.start('send', given);
    const error: unknown = await client.activity.start('send', given).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ActivityExecutionAlreadyStartedError);
    expect(error).toMatchObject({ activityId: given.id, runId, message: 'Activity execution already started' });
    const existing = await client.activity.start('send', { ...given, idConflictPolicy: 'USE_EXISTING' });
    expect(existing.runId).toBe(runId);
    await existing.terminate('over');
    const again = { ...given, idReusePolicy: 'REJECT_DUPLICATE' } as const;
    await expect(client.activity.start('send', again)).rejects.toThrow(ActivityExecutionAlreadyStartedError);
    const second = await client.activity.start('send', { ...given, idReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' });
    expect((await client.activity.getHandle(given.id).describe()).activityRunId).toBe(second.runId);
    expect((await client.activity.getHandle(given.id, runId).describe()).status).toBe('TERMINATED');
  });

  it('that is cancelled before it began fails with the cancellation', async () => {
    const handle = await client.activity.start('send', options());
    await handle.cancel('no longer needed');
    const error = await failureOf(handle);
    expect(error).toMatchObject({ message: 'Activity execution failed', activityId: handle.activityId });
    expect(error.runId).toBe(handle.runId);
    expect(error.cause).toBeInstanceOf(CancelledFailure);
    const description = await handle.describe({ includeOutcome: true });
    expect(description).toMatchObject({
      status: 'CANCELED',
      canceledReason: 'no longer needed',
      hasOutcomeFailure: true,
    });
    expect(await description.getOutcomeFailure()).toBeInstanceOf(CancelledFailure);
    expect(description.closeTime).toBeInstanceOf(Date);
    await expect(handle.cancel('again')).rejects.toThrow(ActivityNotFoundError);
  });

  it('that is terminated fails with the reason', async () => {
    const handle = await client.activity.start('send', options());
    await handle.terminate('enough');
    const { cause } = await failureOf(handle);
    expect(cause).toBeInstanceOf(TerminatedFailure);
    expect(cause).toMatchObject({ message: 'enough' });
  });

  it('that nobody knows is not found', async () => {
    const handle = client.activity.getHandle('no such activity');
    for (const call of [handle.result(), handle.describe(), handle.cancel('x'), handle.pause(), handle.unpause()]) {
      await expect(call).rejects.toThrow(ActivityNotFoundError);
    }
    expect(() => client.activity.getHandle('')).toThrow(new TypeError('activityId is required'));
  });

  it('is paused and goes on', async () => {
    const handle = await client.activity.start('send', options());
    await handle.pause({ reason: 'later' });
    expect(await handle.describe()).toMatchObject({ status: 'PAUSED', runState: 'PAUSED' });
    await handle.unpause();
    expect(await handle.describe()).toMatchObject({ status: 'RUNNING', runState: 'SCHEDULED' });
  });

  it('gets other options and its first ones back', async () => {
    const handle = await client.activity.start('send', options({ scheduleToCloseTimeout: '5 minutes' }));
    const updated = await handle.updateOptions({
      taskQueue: 'other',
      scheduleToCloseTimeout: null,
      heartbeatTimeout: '2 seconds',
      retry: { maximumAttempts: 7 },
      priority: { priorityKey: 2 },
    });
    expect(updated).toMatchObject({
      taskQueue: 'other',
      scheduleToCloseTimeout: undefined,
      startToCloseTimeout: 60_000,
      heartbeatTimeout: 2_000,
      retry: { maximumAttempts: 7 },
      priority: { priorityKey: 2 },
    });
    expect(await handle.describe()).toMatchObject({ taskQueue: 'other', retryPolicy: { maximumAttempts: 7 } });
    const restored = await handle.restoreOriginalOptions();
    expect(restored).toMatchObject({ taskQueue: 'nobody-polls', scheduleToCloseTimeout: 300_000 });
    expect(restored.heartbeatTimeout).toBeUndefined();
    await expect(handle.updateOptions({ scheduleToCloseTimeout: null, startToCloseTimeout: null })).rejects.toThrow(
      ServiceError,
    );
  });

  it('is waited for no longer than a deadline', async () => {
    const handle = await client.activity.start('send', options());
    const error: unknown = await client
      .withDeadline(Date.now() + 50, () => handle.result())
      .catch((thrown: unknown) => thrown);
    expect(isGrpcDeadlineError(error)).toBe(true);
    const controller = new AbortController();
    const aborted = client.withAbortSignal(controller.signal, () => handle.result());
    controller.abort();
    await expect(aborted).rejects.toThrow(ServiceError);
  });

  it('is listed and counted, apart from workflows', async () => {
    const namespace = freshNamespace('client');
    const own = new Client({ connection, namespace });
    const colour = defineSearchAttributeKey('Colour', 'KEYWORD');
    const red = await own.activity.start('send', options({ typedSearchAttributes: [{ key: colour, value: 'red' }] }));
    const other = await own.activity.start('send', options());
    await other.cancel('x');
    await own.workflow.start('wf', { taskQueue: 'nobody-polls', workflowId: 'w' });
    const listed = async (query: string) => {
      const found = [];
      for await (const info of own.activity.list(query)) found.push(info);
      return found;
    };
    // Both may have been started in one millisecond: then neither is newer.
    const all = (await listed('')).map(({ activityId }) => activityId);
    expect(all.sort()).toEqual([other.activityId, red.activityId].sort());
    const [info] = await listed(`Colour = 'red'`);
    expect(info).toMatchObject({ activityId: red.activityId, activityType: 'send', status: 'RUNNING' });
    expect(info!.typedSearchAttributes.get(colour)).toBe('red');
    expect(await listed(`ActivityId = '${other.activityId}'`)).toMatchObject([{ status: 'CANCELED' }]);
    expect((await red.describe()).typedSearchAttributes.get(colour)).toBe('red');
    expect(await own.activity.count('')).toMatchObject({ count: 2 });
    const { groups } = await own.activity.count('GROUP BY ExecutionStatus');
    expect(groups).toEqual(
      expect.arrayContaining([
        { count: 1, groupValues: ['Running'] },
        { count: 1, groupValues: ['Canceled'] },
      ]),
    );
    await expect(listed('Nonsense >')).rejects.toThrow(ServiceError);
  });

  it('is what interceptors see, in their order', async () => {
    const seen: string[] = [];
    const hooks = [
      'start',
      'getResult',
      'describe',
      'cancel',
      'terminate',
      'pause',
      'unpause',
      'updateOptions',
      'restoreOriginalOptions',
    ] as const;
    const named = (name: string): ActivityClientInterceptor =>
      Object.fromEntries(
        hooks.map((hook) => [
          hook,
          (input: unknown, next: (input: unknown) => unknown) => {
            seen.push(`${name}.${hook}`);
            return next(input);
          },
        ]),
      );
    const { namespace } = client.options;
    const watched = new Client({ connection, namespace, interceptors: { activity: [named('a'), named('b')] } });
    const handle = await watched.activity.start('send', options());
    await handle.describe();
    await handle.pause();
    await handle.unpause();
    await handle.updateOptions({ taskQueue: 'other' });
    await handle.restoreOriginalOptions();
    await handle.cancel('x');
    await expect(handle.result()).rejects.toThrow(ActivityExecutionFailedError);
    const second = await watched.activity.start('send', options());
    await second.terminate('x');
    const called = ['start', 'describe', 'pause', 'unpause', 'updateOptions', 'restoreOriginalOptions'];
    const expected = [...called, 'cancel', 'getResult', 'start', 'terminate'];
    expect(seen).toEqual(expected.flatMap((hook) => [`a.${hook}`, `b.${hook}`]));
  });
});
