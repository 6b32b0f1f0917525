import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  ApplicationFailure,
  CancelledFailure,
  CompleteAsyncError,
  activityInfo,
  cancellationSignal,
  getClient,
  heartbeat,
  sleep,
} from '@perdure/activity';
import { Client } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type LogEntry, type WorkerOptions } from '@perdure/worker';
import type { PayloadCodec } from '@temporalio/common';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const workflowsPath = fileURLToPath(new URL('./workflows/index.ts', import.meta.url));
const taskQueue = 'test';
const entries: LogEntry[] = [];

type AnyWorkflow = (...args: unknown[]) => Promise<unknown>;

let connection: NativeConnection;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('DEBUG', (entry) => entries.push(entry)) });
  connection = await NativeConnection.connect({ address: testRedisUrl() });
});
afterAll(() => connection.close());

/** A worker in a namespace of its own, and a client beside it. */
async function setUp(options: Partial<WorkerOptions>) {
  const namespace = freshNamespace();
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath, ...options });
  const client = new Client({ connection, namespace, dataConverter: options.dataConverter });
  const start = (type: string, ...args: unknown[]) =>
    client.workflow.start<AnyWorkflow>(type, { taskQueue, workflowId: `${type}-1`, args });
  return { worker, client, start };
}

describe('a worker on Redis', () => {
  it('runs a workflow with an activity, its log and its sinks', async () => {
    const notes: string[] = [];
    const sinks = {
      audit: {
        note: { fn: (info: { workflowId: string }, text: string) => void notes.push(`${info.workflowId} ${text}`) },
      },
    };
    const { worker, start } = await setUp({ activities: { greet: (name: string) => `Hello, ${name}` }, sinks });
    const result = await worker.runUntil(async () => (await start('hello', 'Ann')).result());
    expect(result).toBe('Hello, Ann');
    expect(notes).toEqual(['hello-1 hello Ann']);
    const line = entries.find(({ message }) => message === 'saying hello');
    expect(line?.meta).toMatchObject({ sdkComponent: 'workflow', workflowType: 'hello', name: 'Ann' });
    expect(worker.getState()).toBe('STOPPED');
  });

  it('passes every payload through codecs', async () => {
    const seen: string[] = [];
    const reverse = (data: Uint8Array | null | undefined) => data && Uint8Array.from(data).reverse();
    const codec: PayloadCodec = {
      encode: async (payloads) =>
        payloads.map((p) => {
          seen.push(Buffer.from(p.data ?? []).toString());
          return { metadata: { ...p.metadata, encoding: Buffer.from('x/reversed') }, data: reverse(p.data) };
        }),
      decode: async (payloads) =>
        payloads.map((p) => ({ metadata: { encoding: Buffer.from('json/plain') }, data: reverse(p.data) })),
    };
    const sinks = { audit: { note: { fn: () => undefined } } };
    const { worker, start, client } = await setUp({
      activities: { greet: (name: string) => `Hello, ${name}` },
      dataConverter: { payloadCodecs: [codec] },
      sinks,
    });
    const result = await worker.runUntil(async () => (await start('hello', 'Ann')).result());
    expect(result).toBe('Hello, Ann');
    expect(seen).toEqual(['"Ann"', '"Ann"', '"Hello, Ann"', '"Hello, Ann"']);
    expect(client).toBeDefined();
  });

  it('completes an activity from outside, by the token the activity gave away', async () => {
    let token: Uint8Array | undefined;
    const later = (): never => {
      token = activityInfo().taskToken;
      throw new CompleteAsyncError();
    };
    const { worker, client, start } = await setUp({ activities: { later } });
    const result = await worker.runUntil(async () => {
      const handle = await start('completedFromOutside');
      await waitFor(() => token !== undefined, { what: 'the token' });
      await delay(50);
      await client.activity.complete(token!, 'from outside');
      return handle.result();
    });
    expect(result).toBe('from outside');
  });

  it('shows the heartbeat details of a failed attempt to the next', async () => {
    const resume = (): unknown => {
      if (activityInfo().attempt > 1) return activityInfo().heartbeatDetails as unknown;
      heartbeat({ row: 17 });
      throw ApplicationFailure.retryable('once more');
    };
    const { worker, start } = await setUp({ activities: { resume } });
    expect(await worker.runUntil(async () => (await start('resumes')).result())).toEqual({ row: 17 });
  });

  it('cancels an activity through its heartbeat', async () => {
    const beat = async (): Promise<string> => {
      for (;;) {
        heartbeat();
        await sleep(50);
      }
    };
    const { worker, start } = await setUp({ activities: { beat }, maxHeartbeatThrottleInterval: '100ms' });
    expect(await worker.runUntil(async () => (await start('cancelsBeating')).result())).toBe('cancelled');
  });

  it('fails an activity that nobody registered, and names those there are', async () => {
    const { worker, start } = await setUp({ activities: { greet: () => 'x' } });
    expect(await worker.runUntil(async () => (await start('asksForMissing')).result())).toBe(
      'NotFoundError: Activity function missing is not registered on this Worker, available activities: ["greet"]',
    );
  });

  it('replays every task without a cache', async () => {
    const notes: string[] = [];
    const sinks = { audit: { note: { fn: (_info: unknown, text: string) => void notes.push(text) } } };
    const { worker, start } = await setUp({
      activities: { greet: async () => (await delay(20), (await getClient().connection.ensureConnected(), 'ok')) },
      maxCachedWorkflows: 0,
      sinks,
    });
    expect(await worker.runUntil(async () => (await start('hello', 'Ann')).result())).toBe('ok');
    expect(notes).toEqual(['hello Ann']);
  });

  it('at shutdown lets another worker take over an activity that it stopped', async () => {
    const attempts: number[] = [];
    const stubborn = async (): Promise<string> => {
      const { attempt } = activityInfo();
      attempts.push(attempt);
      if (attempt > 1) return 'second worker';
      await delay(60_000, undefined, { signal: cancellationSignal() }).catch(() => undefined);
      throw new CancelledFailure('stopped');
    };
    const namespace = freshNamespace();
    // Without a cache no task waits for the worker that is gone.
    const maxCachedWorkflows = 0;
    const activities = { stubborn };
    const options = { connection, namespace, taskQueue, workflowsPath, activities, maxCachedWorkflows };
    const client = new Client({ connection, namespace });
    const first = await Worker.create(options);
    const handle = await first.runUntil(async () => {
      const started = await client.workflow.start('stubborn', { taskQueue, workflowId: 's' });
      await waitFor(() => attempts.length === 1, { what: 'the first attempt' });
      return started;
    });
    const second = await Worker.create(options);
    expect(await second.runUntil(handle.result())).toBe('second worker');
    expect(attempts).toEqual([1, 2]);
  });
});
