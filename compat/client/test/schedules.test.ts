/** The schedule client through the real engine, without a worker: on the embedded store and on Redis. */
import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  type ScheduleClientInterceptor,
  type ScheduleDescription,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
  ServiceError,
} from '@perdure/client';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { defineSearchAttributeKey } from '@temporalio/common/lib/search-attributes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReverseCodec } from './reverse-codec';

const OWNER = defineSearchAttributeKey('Owner', 'KEYWORD');
const PAST = { start: new Date('2020-01-01T00:00:00Z'), end: new Date('2020-01-01T02:00:00Z') };

describe.each([
  ['the embedded store', () => `memory://${freshNamespace('schedules')}`],
  ['Redis', testRedisUrl],
])('schedules on %s', (_name, address) => {
  let connection: Connection;
  let client: Client;
  let ids = 0;
  const seen: unknown[] = [];
  const interceptor: ScheduleClientInterceptor = {
    create: (input, next) => {
      seen.push(input.options.scheduleId);
      return next(input);
    },
  };
  const options = (more: Partial<ScheduleOptions> = {}): ScheduleOptions => ({
    scheduleId: `s-${(ids += 1)}`,
    spec: { intervals: [{ every: '1 hour' }] },
    action: { type: 'startWorkflow', workflowType: 'wf', taskQueue: 'nobody-polls', args: ['a', 1] },
    ...more,
  });

  beforeAll(async () => {
    connection = await Connection.connect({ address: address() });
    client = new Client({
      connection,
      namespace: freshNamespace('schedules'),
      dataConverter: { payloadCodecs: [new ReverseCodec()] },
      interceptors: { schedule: [interceptor] },
    });
  });
  afterAll(async () => connection.close());

  it('are described with everything they were created with', async () => {
    const handle = await client.schedule.create(
      options({
        scheduleId: 'full',
        spec: {
          calendars: [{ hour: [8, { start: 10, end: 20, step: 2 }], dayOfWeek: 'MONDAY', month: '*', comment: 'c' }],
          intervals: [{ every: '1 day', offset: '2h' }],
          cronExpressions: ['0 12 * * *'],
          skip: [{ month: 'DECEMBER', dayOfMonth: 24 }],
          startAt: new Date('2100-01-01T00:00:00Z'),
          endAt: new Date('2100-12-31T00:00:00Z'),
          jitter: '1 minute',
          timezone: 'Europe/Zurich',
        },
        action: {
          type: 'startWorkflow',
          workflowType: 'wf',
          taskQueue: 'q',
          args: [{ deep: ['x'] }],
          memo: { note: 'of the workflow' },
          retry: { maximumAttempts: 3 },
          workflowRunTimeout: '1 minute',
          staticSummary: 'in short',
          priority: { priorityKey: 2 },
        },
        policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: '1 hour', pauseOnFailure: true },
        memo: { team: ['blue'] },
        typedSearchAttributes: [{ key: OWNER, value: 'ann' }],
        state: { paused: true, note: 'not yet', remainingActions: 5 },
      }),
    );
    const description = await handle.describe();
    expect(description).toMatchObject({
      scheduleId: 'full',
      spec: {
        intervals: [{ every: 86_400_000, offset: 7_200_000 }],
        startAt: new Date('2100-01-01T00:00:00Z'),
        endAt: new Date('2100-12-31T00:00:00Z'),
        jitter: 60_000,
        timezone: 'Europe/Zurich',
      },
      action: {
        type: 'startWorkflow',
        workflowId: 'full-workflow',
        workflowType: 'wf',
        taskQueue: 'q',
        args: [{ deep: ['x'] }],
        memo: { note: 'of the workflow' },
        retry: { maximumAttempts: 3 },
        workflowRunTimeout: 60_000,
        staticSummary: 'in short',
        priority: { priorityKey: 2 },
      },
      policies: { overlap: 'BUFFER_ONE', catchupWindow: 3_600_000, pauseOnFailure: true },
      memo: { team: ['blue'] },
      searchAttributes: { Owner: ['ann'] },
      state: { paused: true, note: 'not yet', remainingActions: 5 },
      info: { recentActions: [], runningActions: [], numActionsTaken: 0, lastUpdatedAt: undefined },
    });
    const [calendar, cron] = description.spec.calendars!;
    expect(calendar).toMatchObject({
      second: [{ start: 0, end: 0, step: 1 }],
      hour: [
        { start: 8, end: 8, step: 1 },
        { start: 10, end: 20, step: 2 },
      ],
      month: [{ start: 'JANUARY', end: 'DECEMBER', step: 1 }],
      year: [],
      dayOfWeek: [{ start: 'MONDAY', end: 'MONDAY', step: 1 }],
      comment: 'c',
    });
    expect(cron).toMatchObject({ hour: [{ start: 12, end: 12, step: 1 }] });
    expect(description.spec.skip).toMatchObject([{ month: [{ start: 'DECEMBER' }] }]);
    expect(description.info.nextActionTimes).toHaveLength(5);
    expect(description.typedSearchAttributes.get(OWNER)).toBe('ann');
    expect(description.info.createdAt).toBeInstanceOf(Date);
    expect(description.raw.schedule?.action?.startWorkflow?.workflowType?.name).toBe('wf');
    expect(seen).toContain('full');
  });

  it('are triggered and backfilled', async () => {
    const handle = await client.schedule.create(options({ state: { triggerImmediately: true } }));
    const { info } = await handle.describe();
    expect(info.numActionsTaken).toBe(1);
    const [{ action }] = info.recentActions as [(typeof info.recentActions)[number]];
    expect(info.runningActions).toEqual([action]);
    const { workflowId, firstExecutionRunId } = action.workflow;
    expect(workflowId).toMatch(
      new RegExp(`^${handle.scheduleId}-workflow-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$`),
    );
    const started = await waitFor(() =>
      client.workflow
        .getHandle(workflowId)
        .describe()
        .catch(() => undefined),
    );
    expect(started).toMatchObject({ runId: firstExecutionRunId, type: 'wf', taskQueue: 'nobody-polls' });
    expect(started.searchAttributes['TemporalScheduledById']).toEqual([handle.scheduleId]);
    await handle.backfill({ ...PAST, overlap: 'ALLOW_ALL' });
    await handle.backfill([{ ...PAST, overlap: ScheduleOverlapPolicy.SKIP }]);
    // Nobody runs the timer loop here: a change moves the schedule on as well.
    await handle.pause();
    expect((await handle.describe()).info.numActionsTaken).toBeGreaterThanOrEqual(4);
  });

  it('are paused with notes that Temporal would write', async () => {
    const handle = await client.schedule.create(options());
    await handle.pause();
    expect((await handle.describe()).state).toMatchObject({ paused: true, note: 'Paused via TypeScript SDK"' });
    await handle.unpause();
    expect((await handle.describe()).state).toMatchObject({ paused: false, note: 'Unpaused via TypeScript SDK"' });
    await handle.pause('holiday');
    expect((await handle.describe()).state.note).toBe('holiday');
  });

  it('are updated by a function of what they are', async () => {
    const handle = await client.schedule.create(options({ memo: { kept: true } }));
    await handle.update((previous) => ({
      ...previous,
      spec: { cronExpressions: ['CRON_TZ=Asia/Tokyo 30 6 * * MON-FRI'] },
      action: { ...previous.action, args: ['changed'] },
      typedSearchAttributes: [{ key: OWNER, value: 'bob' }],
    }));
    expect(await handle.describe()).toMatchObject({
      spec: { intervals: [], timezone: 'Asia/Tokyo', calendars: [{ dayOfWeek: [{ start: 'MONDAY', end: 'FRIDAY' }] }] },
      action: { args: ['changed'], workflowType: 'wf', workflowId: `${handle.scheduleId}-workflow` },
      memo: { kept: true },
      searchAttributes: { Owner: ['bob'] },
      info: { lastUpdatedAt: expect.any(Date) as Date },
    });
    await handle.update((previous) => previous);
    expect((await handle.describe()).action.args).toEqual(['changed']);
  });

  it('are listed, by filter too, until they are deleted', async () => {
    const own = [{ key: OWNER, value: 'lister' }];
    const first = await client.schedule.create(options({ typedSearchAttributes: own, memo: { m: 1 } }));
    const second = await client.schedule.create(options({ typedSearchAttributes: own, state: { paused: true } }));
    const listed = async (query: string) => {
      const found = [];
      for await (const summary of client.schedule.list({ query, pageSize: 1 })) found.push(summary);
      return found;
    };
    const both = await listed("Owner = 'lister'");
    expect(both.map(({ scheduleId }) => scheduleId).sort()).toEqual([first.scheduleId, second.scheduleId].sort());
    expect(both.find(({ scheduleId }) => scheduleId === first.scheduleId)).toMatchObject({
      action: { type: 'startWorkflow', workflowType: 'wf' },
      memo: { m: 1 },
      state: { paused: false },
      spec: { intervals: [{ every: 3_600_000, offset: 0 }] },
      searchAttributes: { Owner: ['lister'] },
      info: { recentActions: [], nextActionTimes: expect.objectContaining({ length: 5 }) as Date[] },
    });
    expect(await listed("Owner = 'lister' AND TemporalSchedulePaused = true")).toMatchObject([
      { scheduleId: second.scheduleId },
    ]);
    await second.delete();
    await client.schedule.create(options({ scheduleId: second.scheduleId, typedSearchAttributes: own }));
    expect(await listed("Owner = 'lister'")).toHaveLength(2);
    await first.delete();
    expect(await listed("Owner = 'lister'")).toMatchObject([{ scheduleId: second.scheduleId }]);
  });

  it('that exist, or do not, are errors of their own', async () => {
    const given = options();
    const handle = await client.schedule.create(given);
    await expect(client.schedule.create(given)).rejects.toThrow(ScheduleAlreadyRunning);
    await expect(client.schedule.create(given)).rejects.toThrow('Schedule already exists and is running');
    await handle.delete();
    const calls = [
      () => handle.describe(),
      () => handle.delete(),
      () => handle.pause(),
      () => handle.unpause(),
      () => handle.trigger(),
      () => handle.backfill(PAST),
      () => handle.update((previous) => previous),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toThrow(ScheduleNotFoundError);
      await expect(call()).rejects.toMatchObject({ scheduleId: given.scheduleId });
    }
  });

  it.each([
    [{ scheduleId: '' }, TypeError, 'Missing ScheduleOptions.scheduleId'],
    [
      { action: { type: 'startWorkflow', workflowType: 'wf' } },
      TypeError,
      "Missing ScheduleOptions.action.taskQueue for 'startWorkflow' action",
    ],
    [
      { action: { type: 'startWorkflow', taskQueue: 'q' } },
      TypeError,
      "Missing ScheduleOptions.action.workflowType for 'startWorkflow' action",
    ],
    [{ action: undefined }, TypeError, 'Missing ScheduleOptions.action'],
    [
      { action: { type: 'startActivity', workflowType: 'wf', taskQueue: 'q' } },
      TypeError,
      "Unsupported ScheduleOptions.action.type 'startActivity': a schedule can only 'startWorkflow'",
    ],
    [
      { spec: { calendars: [{ month: 'JULEMBER' }] } },
      TypeError,
      "Invalid CalendarSpec component for field month: 'JULEMBER' of type 'string'",
    ],
    [{ spec: { calendars: [{ minute: 60 }] } }, TypeError, "Invalid CalendarSpec component for field minute: '60'"],
    [{ spec: { cronExpressions: ['x'] } }, TypeError, /^malformed expression 'x'/],
    [{ spec: { intervals: [{ every: 10 }] } }, TypeError, /^interval is too small/],
    [{ spec: { timezone: 'Mars' } }, TypeError, /^unknown time zone Mars/],
    [{ state: { remainingActions: -1 } }, ServiceError, /remainingActions is -1/],
  ] as const)('%o is refused', async (wrong, type, message) => {
    const create = client.schedule.create(options(wrong as unknown as Partial<ScheduleOptions>));
    const error = await create.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).toMatch(message);
  });

  it('whose update misses something are refused as well', async () => {
    const handle = await client.schedule.create(options());
    const update = handle.update((previous) => ({ ...previous, action: { ...previous.action, taskQueue: '' } }));
    await expect(update).rejects.toThrow("Missing ScheduleUpdateOptions.action.taskQueue for 'startWorkflow' action");
  });

  it('whose update is asynchronous, or of an unknown action, are refused and stay as they were', async () => {
    const handle = await client.schedule.create(options());
    const before = await handle.describe();
    // As JavaScript would call it: the type allows neither.
    const update = handle.update as (fn: (previous: ScheduleDescription) => unknown) => Promise<void>;
    const later = update((previous) => Promise.resolve({ ...previous, state: { note: 'changed' } }));
    await expect(later).rejects.toThrow(TypeError);
    await expect(later).rejects.toThrow(/returned a promise.*Await what it needs before you call update/);
    const unknown = update((previous) => ({ ...previous, action: { ...previous.action, type: 'startActivity' } }));
    await expect(unknown).rejects.toThrow("Unsupported ScheduleUpdateOptions.action.type 'startActivity'");
    expect((await handle.describe()).raw).toEqual(before.raw);
  });
});
