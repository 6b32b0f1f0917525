import {
  activityInfo,
  asyncLocalStorage,
  cancellationDetails,
  cancelled,
  Context,
  getClient,
  heartbeat,
  log,
  sleep,
} from '@perdure/activity';
import type { Client } from '@perdure/client';
import { DefaultLogger, type ActivityInterceptorsFactory, type LogEntry } from '@perdure/worker';
import { defaultActivityInfo, MockActivityEnvironment } from '@perdure/testing';
import { ActivityCancellationDetails, CancelledFailure, IllegalStateError, noopMetricMeter } from '@temporalio/common';
import { expect, it } from 'vitest';

const quiet = { logger: new DefaultLogger('ERROR') };

it('runs a function as an activity, with arguments, result and context', async () => {
  const env = new MockActivityEnvironment({ attempt: 3 }, quiet);
  const result = await env.run(async (a: number, b: number) => ({ sum: a + b, attempt: activityInfo().attempt }), 1, 2);
  expect(result).toEqual({ sum: 3, attempt: 3 });
  expect(env.context.info).toEqual({ ...defaultActivityInfo, attempt: 3 });
  expect(asyncLocalStorage.getStore()).toBeUndefined();
});

it('rejects with what the function throws, itself', async () => {
  const error = new RangeError('too far');
  const env = new MockActivityEnvironment(undefined, quiet);
  await expect(env.run(async () => Promise.reject(error))).rejects.toBe(error);
});

it('emits heartbeats with their details', async () => {
  const env = new MockActivityEnvironment(undefined, quiet);
  const beats: unknown[] = [];
  env.on('heartbeat', (details) => beats.push(details));
  await env.run(async () => {
    heartbeat();
    heartbeat({ row: 2 });
    Context.current().heartbeat([3]);
  });
  expect(beats).toEqual([undefined, { row: 2 }, [3]]);
});

it('cancels what runs in it, and what runs in it later', async () => {
  const env = new MockActivityEnvironment(undefined, quiet);
  env.once('heartbeat', () => env.cancel());
  const waiting = async (): Promise<unknown> => {
    heartbeat();
    return await cancelled();
  };
  await expect(env.run(waiting)).rejects.toThrow(new CancelledFailure('CANCELLED'));
  await expect(env.run(waiting)).rejects.toThrow(CancelledFailure);
  await expect(env.run(() => sleep(100_000))).rejects.toThrow(CancelledFailure);
});

it('tells the reason and the details it was cancelled with', async () => {
  const told = async (): Promise<unknown> => {
    await cancelled().catch(() => undefined);
    return [String((Context.current().cancellationSignal.reason as Error).message), { ...cancellationDetails() }];
  };
  const plain = new MockActivityEnvironment(undefined, quiet);
  plain.cancel('TIMED_OUT');
  expect(await plain.run(told)).toMatchObject(['TIMED_OUT', { cancelRequested: true, timedOut: false }]);
  const detailed = new MockActivityEnvironment(undefined, quiet);
  detailed.cancel('PAUSED', new ActivityCancellationDetails({ paused: true }));
  expect(await detailed.run(told)).toMatchObject(['PAUSED', { paused: true, cancelRequested: false }]);
});

it('runs interceptors around the function', async () => {
  const seen: unknown[] = [];
  const factory: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: {
      async execute(input, next) {
        seen.push([info.activityId, input.args]);
        return `<${String(await next({ ...input, args: ['changed'] }))}>`;
      },
    },
    outbound: { getLogAttributes: (input, next) => next({ ...input, mark: 'yes' }) },
  });
  const lines: LogEntry[] = [];
  const logger = new DefaultLogger('WARN', (entry) => lines.push(entry));
  const env = new MockActivityEnvironment(undefined, { interceptors: [factory], logger });
  const echo = async (text: string): Promise<string> => {
    log.warn('echo');
    return text;
  };
  expect(await env.run(echo, 'given')).toBe('<changed>');
  expect(seen).toEqual([['test', ['given']]]);
  expect(lines[0]?.meta).toMatchObject({ mark: 'yes', activityType: 'unknown', sdkComponent: 'activity' });
});

it('hands out the client and the meter it was given, and says so when there is none', async () => {
  const client = { fake: true } as unknown as Client;
  const withClient = new MockActivityEnvironment(undefined, { ...quiet, client, metricMeter: noopMetricMeter });
  expect(await withClient.run(async () => getClient())).toBe(client);
  const without = new MockActivityEnvironment(undefined, quiet);
  await expect(without.run(async () => getClient())).rejects.toThrow(IllegalStateError);
  await without.run(async () => Context.current().metricMeter.createCounter('n').add(1));
});
