import type { StartRequest } from '@perdure/engine';
import { ValueError, defineSearchAttributeKey } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { connectionTo } from '../../test/fake-engine';
import { ReverseCodec } from '../../test/reverse-codec';
import { PayloadTooLargeError } from '../errors';
import { WorkflowClient, type WorkflowClientOptions } from '../workflow-client';
import type { WorkflowOptions } from '../workflow-options';

type Given = Partial<WorkflowOptions> & { args?: unknown[] };

/** What the engine is asked for by a start with these options. */
async function requestOf(given: Given, options: WorkflowClientOptions = {}): Promise<StartRequest> {
  let seen: StartRequest | undefined;
  const connection = connectionTo({
    start: async (request) => {
      seen = request;
      return { runId: 'r', started: true };
    },
  });
  const client = new WorkflowClient({ connection, ...options });
  await client.start('w', { taskQueue: 'q', workflowId: 'id', ...given });
  if (!seen) throw new Error('nothing was started');
  return seen;
}

describe('start', () => {
  it('fills in what Temporal fills in', async () => {
    const request = await requestOf({});
    expect(request).toMatchObject({
      workflowId: 'id',
      workflowType: 'w',
      taskQueue: 'q',
      args: [],
      idReusePolicy: 'ALLOW_DUPLICATE',
      idConflictPolicy: 'FAIL',
      taskTimeoutMs: 10_000,
    });
    expect(request.identity).toMatch(/^\d+@/);
    expect(request.executionTimeoutMs).toBeUndefined();
    expect(request.retryPolicy).toBeUndefined();
  });

  it('cuts the run timeout to the execution timeout, the task timeout to both', async () => {
    const request = await requestOf({
      workflowExecutionTimeout: '1 minute',
      workflowRunTimeout: '1 hour',
      workflowTaskTimeout: '5 minutes',
    });
    expect(request).toMatchObject({ executionTimeoutMs: 60_000, runTimeoutMs: 60_000, taskTimeoutMs: 60_000 });
  });

  it('takes no timeout for a timeout of zero', async () => {
    expect((await requestOf({ workflowRunTimeout: 0 })).runTimeoutMs).toBeUndefined();
  });

  it('completes a retry policy', async () => {
    expect((await requestOf({ retry: { initialInterval: '2s' } })).retryPolicy).toEqual({
      initialIntervalMs: 2_000,
      backoffCoefficient: 2,
      maximumIntervalMs: 200_000,
      maximumAttempts: 0,
      nonRetryableErrorTypes: [],
    });
  });

  it('never gives search attributes to codecs, but memo, summary and input', async () => {
    const key = defineSearchAttributeKey('CustomerId', 'KEYWORD');
    const request = await requestOf(
      {
        args: ['a'],
        memo: { note: 'm' },
        staticSummary: 's',
        typedSearchAttributes: [{ key, value: 'c1' }],
      },
      { dataConverter: { payloadCodecs: [new ReverseCodec()] } },
    );
    for (const payload of [request.args[0], request.memo?.['note'], request.summary]) {
      expect(payload?.metadata?.['reversed']).toBe('yes');
    }
    expect(request.searchAttributes?.['CustomerId']).toMatchObject({ data: '"c1"', metadata: { type: 'Keyword' } });
  });

  it('passes headers that interceptors set', async () => {
    const request = await requestOf(
      {},
      {
        interceptors: [
          {
            startWithDetails: (input, next) =>
              next({
                ...input,
                headers: { trace: { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('1') } },
              }),
          },
        ],
      },
    );
    expect(request.header).toEqual({ trace: { encoding: 'json/plain', data: '1' } });
  });

  it('turns TERMINATE_IF_RUNNING into the conflict policy', async () => {
    expect(await requestOf({ workflowIdReusePolicy: 'TERMINATE_IF_RUNNING' })).toMatchObject({
      idReusePolicy: 'ALLOW_DUPLICATE',
      idConflictPolicy: 'TERMINATE_EXISTING',
    });
  });
});

describe('start refuses before anything is sent', () => {
  const cron = { cronSchedule: '* * * * *', startDelay: '1s' } as const;
  const terminate = { workflowIdReusePolicy: 'TERMINATE_IF_RUNNING', workflowIdConflictPolicy: 'FAIL' } as const;
  const reject = { workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'TERMINATE_EXISTING' } as const;
  it.each<[string, Given, new (...args: never[]) => Error, RegExp]>([
    ['no task queue', { taskQueue: '' }, TypeError, /^Missing WorkflowOptions.taskQueue$/],
    ['no workflow id', { workflowId: '' }, TypeError, /^Missing WorkflowOptions.workflowId$/],
    ['a long workflow id', { workflowId: 'x'.repeat(1001) }, TypeError, /1001 characters; at most 1000.*hash/],
    ['a delay with cron', cron, TypeError, /startDelay and cronSchedule/],
    ['TERMINATE_IF_RUNNING with a conflict policy', terminate, TypeError, /TERMINATE_IF_RUNNING cannot be used/],
    ['REJECT_DUPLICATE with TERMINATE_EXISTING', reject, TypeError, /REJECT_DUPLICATE cannot be used/],
    ['an unknown policy', { workflowIdReusePolicy: 'OFTEN' as never }, ValueError, /Invalid enum value: 'OFTEN'/],
    ['no duration', { workflowRunTimeout: 'soon' }, TypeError, /Invalid duration string: 'soon'/],
    ['a negative timeout', { workflowRunTimeout: -1 }, TypeError, /workflowRunTimeout must not be negative/],
    ['an impossible retry policy', { retry: { maximumAttempts: 0 } }, ValueError, /must be a positive integer/],
    ['a fractional priority', { priority: { priorityKey: 1.5 } }, TypeError, /priorityKey must be an integer/],
    ['an eager start', { requestEagerStart: true }, Error, /^Eager workflow start requires a NativeConnection/],
    ['a large input', { args: ['x'.repeat(2 ** 21)] }, PayloadTooLargeError, /2097154 bytes.*limit is 2097152/],
    ['a value JSON cannot say', { args: [1n] }, ValueError, /Unable to convert/],
  ])('%s', async (_name, given, type, message) => {
    const client = new WorkflowClient({ connection: connectionTo({}) });
    const started = client.start('w', { taskQueue: 'q', workflowId: 'id', ...given });
    await expect(started).rejects.toThrow(type);
    await expect(started).rejects.toThrow(message);
  });
});
