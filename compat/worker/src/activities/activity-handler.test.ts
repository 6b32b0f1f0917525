import { setTimeout as delay } from 'node:timers/promises';
import {
  CompleteAsyncError,
  activityInfo,
  cancellationDetails,
  cancellationSignal,
  cancelled,
  heartbeat,
  log,
  sleep,
} from '@perdure/activity';
import {
  ApplicationFailure,
  ApplicationFailureCategory,
  CancelledFailure,
  defaultDataConverter,
} from '@temporalio/common';
import type { Payload as TemporalPayload, PayloadCodec } from '@temporalio/common';
import type { ActivityCancelReason, ActivityTask } from '@perdure/engine';
import { describe, expect, it } from 'vitest';
import { FakeControl, activityTask, json, meter, recordingLogger } from '../../test/support/fakes';
import { WorkerActivityHandler, type ActivityHandlerOptions } from './activity-handler';
import type { ActivityFunction } from './execute';

function setUp(functions: Record<string, ActivityFunction>, more: Partial<ActivityHandlerOptions> = {}) {
  const logger = recordingLogger();
  const handler = new WorkerActivityHandler({
    place: { namespace: 'default', taskQueue: 'orders' },
    functions: new Map(Object.entries(functions)),
    converter: defaultDataConverter,
    maxPayloadBytes: 2 * 1024 * 1024,
    debug: true,
    logger,
    metricMeter: meter,
    interceptors: [],
    client: () => undefined,
    connection: () => undefined,
    maxHeartbeatThrottleIntervalMs: 60_000,
    defaultHeartbeatThrottleIntervalMs: 30_000,
    ...more,
  });
  const run = (name: string, args: unknown[] = [], task: Partial<ActivityTask> = {}, control = new FakeControl()) =>
    handler.run(activityTask(name, args, task), control);
  return { handler, logger, run };
}

/** Runs an activity that waits, and cancels it. */
async function cancelWith(reason: ActivityCancelReason, fn: ActivityFunction = () => cancelled()) {
  const { run, logger } = setUp({ fn });
  const control = new FakeControl();
  const running = run('fn', [], {}, control);
  await delay(1);
  control.cancel(reason);
  return { outcome: await running, logger };
}

const xor: PayloadCodec = {
  encode: async (payloads) => payloads.map(flip),
  decode: async (payloads) => payloads.map(flip),
};
function flip(payload: TemporalPayload): TemporalPayload {
  return { ...payload, data: payload.data?.map((byte) => byte ^ 1) };
}

describe('an activity', () => {
  it('gets its arguments and answers its result', async () => {
    const { run, logger, handler } = setUp({ add: (a: number, b: number) => a + b });
    expect(await run('add', [1, 2])).toEqual({ status: 'completed', result: [json(3)] });
    expect(logger.messages('DEBUG')).toEqual(['Activity started', 'Activity completed']);
    expect(handler.inFlight.value).toBe(0);
  });

  it('falls back to the function called default', async () => {
    const { run } = setUp({ default: () => activityInfo().activityType });
    expect(await run('anything')).toMatchObject({ result: [json('anything')] });
  });

  it('that is not registered fails, retryably, and names those that are', async () => {
    const { run, logger } = setUp({ a: () => 1, b: () => 2 });
    const outcome = await run('c');
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: {
        message: 'Activity function c is not registered on this Worker, available activities: ["a","b"]',
        info: { kind: 'application', type: 'NotFoundError' },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('nonRetryable');
    expect(logger.messages('ERROR')).toHaveLength(1);
  });

  it('whose arguments cannot be decoded fails, retryably', async () => {
    const { run } = setUp({ fn: () => 1 });
    const task = activityTask('fn', []);
    const scheduled = { ...task.scheduled, input: [{ encoding: 'json/unknown', data: '{}' }] };
    expect(await run('fn', [], { scheduled })).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringContaining('Failed to parse activity args for activity fn: Unknown encoding') },
    });
  });

  it('knows its 22 facts', async () => {
    let keys: string[] = [];
    await setUp({ fn: () => void (keys = Object.keys(activityInfo())) }).run('fn');
    expect(keys).toHaveLength(22);
    let info = {} as ReturnType<typeof activityInfo>;
    await setUp({ fn: () => void (info = activityInfo()) }).run('fn', [], { heartbeatDetails: [json({ at: 9 })] });
    expect(info).toMatchObject({
      activityId: 'a1',
      workflowExecution: { workflowId: 'order-1', runId: 'run-1' },
      scheduledTimestampMs: 1_000,
      currentAttemptScheduledTimestampMs: 2_000,
      scheduleToCloseTimeoutMs: 0,
      heartbeatDetails: { at: 9 },
      inWorkflow: true,
    });
    expect(Buffer.from(info.base64TaskToken, 'base64').toString()).toBe('order-1/run-1/5/1');
  });

  it('logs with its attributes', async () => {
    const { run, logger } = setUp({ fn: () => log.info('hello', { n: 1 }) });
    await run('fn');
    const line = logger.lines.find(({ message }) => message === 'hello');
    expect(line?.meta).toMatchObject({ n: 1, activityId: 'a1', workflowId: 'order-1', sdkComponent: 'activity' });
  });
});

describe('the outcome', () => {
  it('of any other error is an application failure named after its class', async () => {
    class CardDeclined extends Error {}
    const { run, logger } = setUp({
      fn: () => {
        throw new CardDeclined('no money');
      },
    });
    const outcome = await run('fn');
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: { message: 'no money', source: 'TypeScriptSDK', info: { kind: 'application', type: 'CardDeclined' } },
    });
    const { stackTrace } = (outcome as { failure: { stackTrace: string } }).failure;
    expect(stackTrace).toContain('activity-handler.test');
    expect(stackTrace).not.toContain('activities/execute');
    expect(logger.messages('WARN')).toEqual(['Activity failed']);
  });

  it('of a benign failure is logged at debug level', async () => {
    const { run, logger } = setUp({
      fn: () => {
        throw ApplicationFailure.create({ message: 'later', category: ApplicationFailureCategory.BENIGN });
      },
    });
    expect(await run('fn')).toMatchObject({ failure: { info: { category: 'BENIGN' } } });
    expect(logger.messages('WARN')).toEqual([]);
  });

  it('of CompleteAsyncError is that it will be completed from outside', async () => {
    const { run } = setUp({
      fn: () => {
        throw new CompleteAsyncError();
      },
    });
    expect(await run('fn')).toEqual({ status: 'willCompleteAsync' });
  });

  it('of a cancellation that the activity lets through is cancelled, with its details', async () => {
    expect((await cancelWith('CANCELLED')).outcome).toEqual({ status: 'cancelled', details: [] });
    const { outcome } = await cancelWith('CANCELLED', async () => {
      await cancelled().catch(() => undefined);
      throw new CancelledFailure('cleaned up', ['refunded']);
    });
    expect(outcome).toEqual({ status: 'cancelled', details: [json('refunded')] });
  });

  it('of an AbortError after a cancellation is cancelled', async () => {
    const { outcome, logger } = await cancelWith('CANCELLED', () =>
      delay(60_000, undefined, { signal: cancellationSignal() }),
    );
    expect(outcome).toMatchObject({ status: 'cancelled' });
    expect(logger.messages('DEBUG')).toContain('Activity completed as cancelled');
  });

  it('of a cancellation that the activity survives is its result', async () => {
    const { outcome } = await cancelWith('CANCELLED', async () => {
      await sleep(60_000).catch(() => undefined);
      return cancellationDetails()?.cancelRequested;
    });
    expect(outcome).toEqual({ status: 'completed', result: [json(true)] });
  });

  it('of a CancelledFailure nobody asked for is a failure', async () => {
    const { run } = setUp({
      fn: () => {
        throw new CancelledFailure('just so');
      },
    });
    expect(await run('fn')).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['RESET', 'Activity reset', 'ActivityReset'],
    ['PAUSED', 'Activity paused', 'ActivityPause'],
    ['WORKER_SHUTDOWN', 'Worker is shutting down and this activity did not complete in time', 'WorkerShutdown'],
  ] as const)('of %s is a retryable failure', async (reason, message, type) => {
    const { outcome } = await cancelWith(reason);
    expect(outcome).toMatchObject({ status: 'failed', failure: { message, info: { kind: 'application', type } } });
  });

  it('of a result over 2 MB is a failure that is not retried and says what to do', async () => {
    const { run } = setUp({ fn: () => 'x'.repeat(2 * 1024 * 1024) });
    expect(await run('fn')).toMatchObject({
      status: 'failed',
      failure: {
        message: expect.stringMatching(/The result of activity fn has 2097154 bytes; .*pass a reference/),
        info: { nonRetryable: true, type: 'PayloadSizeError' },
      },
    });
    const small = setUp({ fn: () => 'x'.repeat(9) }, { maxPayloadBytes: 10 });
    expect(await small.run('fn')).toMatchObject({
      status: 'failed',
      failure: {
        message: expect.stringMatching(/11 bytes; the limit .* is 10 bytes.*maxPayloadBytes of the connection/),
      },
    });
    const unlimited = setUp({ fn: () => 'x'.repeat(2 * 1024 * 1024) }, { maxPayloadBytes: undefined });
    expect(await unlimited.run('fn')).toMatchObject({ status: 'completed' });
  });

  it('of a result that cannot be converted is a failure', async () => {
    const { run } = setUp({ fn: () => 10n });
    expect(await run('fn')).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringMatching(/^Unable to convert/) },
    });
  });
});

describe('heartbeats', () => {
  it('are handed over converted', async () => {
    const control = new FakeControl();
    const { run } = setUp({ fn: () => heartbeat({ done: 1 }) });
    await run('fn', [], {}, control);
    expect(control.beats).toEqual([[json({ done: 1 })]]);
  });

  it('that cannot be converted cancel the activity', async () => {
    const { run, logger } = setUp({
      fn: async () => {
        heartbeat(10n);
        await cancelled();
      },
    });
    expect(await run('fn')).toMatchObject({
      status: 'failed',
      failure: { message: 'HEARTBEAT_DETAILS_CONVERSION_FAILED', info: { type: 'CancelledFailure' } },
    });
    expect(logger.messages('WARN')).toContain('Failed to encode heartbeat details, cancelling Activity');
  });

  it('are handed over before a failure is reported; without codecs at once, with codecs the newest wins', async () => {
    const control = new FakeControl();
    const converter = { ...defaultDataConverter, payloadCodecs: [xor] };
    const fn = () => {
      for (let n = 1; n <= 5; n++) heartbeat(n);
      throw new Error('no');
    };
    await setUp({ fn }, { converter }).run('fn', [], {}, control);
    const sent = control.beats.map(([payload]) =>
      Buffer.from(payload!.data!)
        .map((byte) => byte ^ 1)
        .toString(),
    );
    expect(sent).toEqual(['1', '5']);
  });
});

describe('codecs and interceptors', () => {
  it('see arguments, results and failures', async () => {
    const converter = { ...defaultDataConverter, payloadCodecs: [xor] };
    const { run } = setUp({ double: (n: number) => n * 2 }, { converter });
    const { scheduled } = activityTask('double', []);
    const input = [{ encoding: 'json/plain', data: String.fromCharCode('2'.charCodeAt(0) ^ 1) }];
    const outcome = await run('double', [], { scheduled: { ...scheduled, input } });
    expect(outcome).toEqual({
      status: 'completed',
      result: [{ encoding: 'json/plain', data: String.fromCharCode('4'.charCodeAt(0) ^ 1) }],
    });
  });

  it('wrap the call, in order, and change log attributes', async () => {
    const order: string[] = [];
    const named = (name: string) => () => ({
      inbound: {
        execute: async (input: never, next: (input: never) => Promise<unknown>) => {
          order.push(name);
          return next(input);
        },
      },
      outbound: {
        getLogAttributes: (input: Record<string, unknown>, next: (input: never) => Record<string, unknown>) =>
          next({ ...input, [name]: true } as never),
      },
    });
    const interceptors = [named('outer'), named('inner')] as never;
    const { run, logger } = setUp({ fn: () => log.info('x') }, { interceptors });
    await run('fn');
    expect(order).toEqual(['outer', 'inner']);
    expect(logger.lines.find(({ message }) => message === 'x')?.meta).toMatchObject({ outer: true, inner: true });
  });
});
