import type { EngineClient, StartReply } from '@perdure/engine';
import { EngineError } from '@perdure/engine';
import { ApplicationFailure, WorkflowNotFoundError, defineSearchAttributeKey } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { closed, connectionTo, json } from '../test/fake-engine';
import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, isGrpcDeadlineError } from './errors';
import type { WorkflowClientInterceptor } from './interceptors';
import { WithStartWorkflowOperation, WorkflowClient, type WorkflowClientOptions } from './workflow-client';

function clientOf(methods: Partial<EngineClient>, options: WorkflowClientOptions = {}): WorkflowClient {
  return new WorkflowClient({ connection: connectionTo(methods), ...options });
}

/** Methods that note their arguments (without request ids and options) and answer. */
function recorder() {
  const calls: unknown[][] = [];
  const noting =
    <R>(answer: R) =>
    async (...args: unknown[]): Promise<R> => {
      calls.push(args.slice(0, 2));
      return answer;
    };
  return { calls, noting };
}

const start = { taskQueue: 'q', workflowId: 'w' };

describe('a handle of start', () => {
  it('waits for its own run but speaks to the current one, guarded by the chain', async () => {
    const { calls, noting } = recorder();
    const client = clientOf({
      start: async () => ({ runId: 'r1', started: true }),
      waitForClose: noting(closed('r1', { type: 'WorkflowExecutionCompleted', result: [json(7)] })),
      signal: noting(undefined),
      requestCancel: noting(undefined),
      terminate: noting(undefined),
    });
    const handle = await client.start('wf', start);
    expect(handle).toMatchObject({ workflowId: 'w', firstExecutionRunId: 'r1', eagerlyStarted: false });
    expect(await handle.result()).toBe(7);
    await handle.signal('s', 1);
    await handle.cancel();
    await handle.terminate('why');
    expect(calls).toMatchObject([
      [{ workflowId: 'w', runId: 'r1' }, undefined],
      [
        { workflowId: 'w', runId: undefined },
        { name: 's', args: [json(1)] },
      ],
      [{ workflowId: 'w', runId: undefined, firstRunId: 'r1' }, {}],
      [{ workflowId: 'w', firstRunId: 'r1' }, { reason: 'why' }],
    ]);
  });

  it('is what execute waits on', async () => {
    const client = clientOf({
      start: async () => ({ runId: 'r1', started: true }),
      waitForClose: async ({ runId }) =>
        closed(runId ?? '', { type: 'WorkflowExecutionCompleted', result: [json(runId)] }),
    });
    expect(await client.execute('wf', start)).toBe('r1');
  });
});

describe('signalWithStart', () => {
  it('uses a running workflow unless told otherwise', async () => {
    const { calls, noting } = recorder();
    const client = clientOf({ signalWithStart: noting<StartReply>({ runId: 'r', started: false }) });
    const handle = await client.signalWithStart('wf', { ...start, signal: 'go', signalArgs: [1] });
    expect(handle.signaledRunId).toBe('r');
    expect(calls).toMatchObject([[{ idConflictPolicy: 'USE_EXISTING' }, { name: 'go', args: [json(1)] }]]);
  });
});

describe('queries', () => {
  it('carry the reject condition of the client', async () => {
    const { calls, noting } = recorder();
    const client = clientOf({ query: noting([json('yes')]) }, { queryRejectCondition: 'NOT_OPEN' });
    expect(await client.getHandle('w', 'r').query('q', 1)).toBe('yes');
    expect(calls).toMatchObject([
      [
        { workflowId: 'w', runId: 'r' },
        { name: 'q', rejection: 'NOT_OPEN' },
      ],
    ]);
  });
});

describe('updates', () => {
  const completed = { updateId: 'u', runId: 'r', stage: 'COMPLETED' } as const;

  it('answer from the reply of the call when it has the outcome', async () => {
    const { calls, noting } = recorder();
    const client = clientOf({ update: noting({ ...completed, outcome: { result: [json(3)] } }) });
    const handle = client.getHandle('w', undefined, { firstExecutionRunId: 'r0' });
    expect(await handle.executeUpdate('u', { args: [1], updateId: 'u' })).toBe(3);
    expect(calls).toMatchObject([
      [
        { workflowId: 'w', firstRunId: 'r0' },
        { updateId: 'u', args: [json(1)] },
      ],
    ]);
  });

  it('that were only accepted are asked for their outcome by run', async () => {
    const { calls, noting } = recorder();
    const client = clientOf({
      update: async () => ({ updateId: 'u', runId: 'r', stage: 'ACCEPTED' }),
      updateOutcome: noting({ ...completed, outcome: { result: [json('late')] } }),
    });
    const update = await client.getHandle('w').startUpdate('u', { waitForStage: 'ACCEPTED' });
    expect(update).toMatchObject({ updateId: 'u', workflowId: 'w', workflowRunId: 'r' });
    expect(await update.result()).toBe('late');
    expect(calls).toEqual([[{ workflowId: 'w', runId: 'r' }, 'u']]);
  });

  it('that were rejected throw what the validator threw', async () => {
    const failure = { message: 'no', info: { kind: 'application', type: 'Refused' } } as const;
    const client = clientOf({ update: async () => ({ ...completed, outcome: { failure } }) });
    const error: unknown = await client
      .getHandle('w')
      .executeUpdate('u')
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((error as WorkflowUpdateFailedError).cause).toBeInstanceOf(ApplicationFailure);
    expect((error as WorkflowUpdateFailedError).cause).toMatchObject({ message: 'no', type: 'Refused' });
  });

  it('that run into a deadline have a class of their own', async () => {
    const client = clientOf({
      update: async () => {
        throw new EngineError('DEADLINE_EXCEEDED', 'too late');
      },
    });
    const error: unknown = await client
      .getHandle('w')
      .executeUpdate('u')
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WorkflowUpdateRPCTimeoutOrCancelledError);
    expect(isGrpcDeadlineError(error)).toBe(true);
  });
});

describe('update-with-start', () => {
  const operation = (options = {}) =>
    new WithStartWorkflowOperation('wf', { ...start, workflowIdConflictPolicy: 'USE_EXISTING', ...options });
  const updateWithStart: EngineClient['updateWithStart'] = async (_request, _update, _stage, onStarted) => {
    onStarted({ runId: 'r', started: true });
    return { updateId: 'u', runId: 'r', stage: 'COMPLETED', outcome: { result: [json('ok')] } };
  };

  it('gives the result of the update and a handle to the workflow', async () => {
    const client = clientOf({ updateWithStart });
    const startWorkflowOperation = operation();
    expect(await client.executeUpdateWithStart('u', { startWorkflowOperation })).toBe('ok');
    expect((await startWorkflowOperation.workflowHandle()).workflowId).toBe('w');
  });

  it('can be used once', async () => {
    const client = clientOf({ updateWithStart });
    const startWorkflowOperation = operation();
    await client.executeUpdateWithStart('u', { startWorkflowOperation });
    await expect(client.executeUpdateWithStart('u', { startWorkflowOperation })).rejects.toThrow(
      'This WithStartWorkflowOperation instance has already been executed.',
    );
  });

  it('tells both callers when nothing was started', async () => {
    const client = clientOf({});
    const startWorkflowOperation = operation({ taskQueue: '' });
    await expect(client.executeUpdateWithStart('u', { startWorkflowOperation })).rejects.toThrow('taskQueue');
    await expect(startWorkflowOperation.workflowHandle()).rejects.toThrow('taskQueue');
  });

  it('has a handle although the update fails', async () => {
    const client = clientOf({
      updateWithStart: async (_request, _update, _stage, onStarted) => {
        onStarted({ runId: 'r', started: true });
        throw new EngineError('UPDATE_ABORTED', 'closed');
      },
    });
    const startWorkflowOperation = operation();
    await expect(client.executeUpdateWithStart('u', { startWorkflowOperation })).rejects.toThrow(WorkflowNotFoundError);
    await expect(startWorkflowOperation.workflowHandle()).resolves.toMatchObject({ workflowId: 'w' });
  });

  it.each([{ startDelay: '1s' }, { cronSchedule: '* * * * *' }, { workflowIdConflictPolicy: undefined }])(
    'refuses %j',
    async (options) => {
      const startWorkflowOperation = operation(options);
      await expect(clientOf({}).executeUpdateWithStart('u', { startWorkflowOperation })).rejects.toThrow(TypeError);
    },
  );
});

describe('interceptors', () => {
  it('surround every call, the first outermost, and may change its input', async () => {
    const seen: string[] = [];
    const layer = (name: string): WorkflowClientInterceptor => ({
      startWithDetails: (input, next) => {
        seen.push(`${name} start ${input.workflowType}`);
        return next({ ...input, workflowType: `${input.workflowType}+${name}` });
      },
      signal: (input, next) => {
        seen.push(`${name} signal ${input.signalName}`);
        return next(input);
      },
    });
    const client = clientOf(
      {
        start: async ({ workflowType }) => {
          seen.push(workflowType);
          return { runId: 'r', started: true };
        },
        signal: async () => undefined,
      },
      { interceptors: [layer('a'), layer('b')] },
    );
    const handle = await client.start('wf', start);
    await handle.signal('s');
    expect(seen).toEqual(['a start wf', 'b start wf+a', 'wf+a+b', 'a signal s', 'b signal s']);
  });

  it('of the older kind still take part in a start', async () => {
    const client = clientOf(
      { start: async () => ({ runId: 'r', started: true }) },
      { interceptors: [{ start: async (input, next) => `${await next(input)}!` }] },
    );
    expect((await client.start('wf', start)).firstExecutionRunId).toBe('r!');
  });

  it('may come from factories', async () => {
    const made: string[] = [];
    const calls = [
      ({ workflowId }: { workflowId: string }) => {
        made.push(workflowId);
        return {};
      },
    ];
    clientOf({}, { interceptors: { calls } }).getHandle('w');
    expect(made).toEqual(['w']);
  });
});

describe('call contexts', () => {
  it('reach the engine as deadline and abort signal', async () => {
    let seen: unknown;
    const client = clientOf({
      signal: async (_target, _signal, options) => {
        seen = options;
      },
    });
    const { signal } = new AbortController();
    await client.withDeadline(new Date(1_000), () =>
      client.withAbortSignal(signal, () => client.getHandle('w').signal('s')),
    );
    expect(seen).toEqual({ deadlineMs: 1_000, abortSignal: signal });
  });
});

describe('describe', () => {
  it('merges what was upserted since the start and shows what is pending', async () => {
    const key = defineSearchAttributeKey('Step', 'INT');
    const handle = clientOf({
      describe: async () => ({
        nowMs: 9,
        workflowId: 'w',
        runId: 'r',
        status: 'RUNNING',
        statusName: 'RUNNING',
        run: {
          bytes: '512',
          wft: 'scheduled 2 1 w 5 shared',
          'memo:b': JSON.stringify(json('new')),
          'memo:c': JSON.stringify({ encoding: 'binary/null' }),
          'sa:Step': JSON.stringify({ ...json(4), metadata: { type: 'Int' } }),
        },
        pending: { 'act:7': 'started 2', 'act:7:at': '3 4', 'act:7:failure': JSON.stringify({ message: 'once' }) },
        asked: {
          7: {
            type: 'ActivityTaskScheduled',
            eventId: 7,
            timeMs: 3,
            activityId: 'a',
            activityType: 'pay',
            taskQueue: 'q',
            retryPolicy: {
              initialIntervalMs: 1,
              backoffCoefficient: 1,
              maximumIntervalMs: 1,
              maximumAttempts: 5,
              nonRetryableErrorTypes: [],
            },
          },
        },
        timers: {},
        started: {
          type: 'WorkflowExecutionStarted',
          eventId: 1,
          timeMs: 1_000,
          workflowType: 'wf',
          workflowId: 'w',
          runId: 'r',
          taskQueue: 'q',
          attempt: 1,
          workflowTaskTimeoutMs: 10_000,
          firstWorkflowTaskBackoffMs: 500,
          originalExecutionRunId: 'r',
          firstExecutionRunId: 'r',
          memo: { a: json('kept'), b: json('old'), c: json('gone') },
          summary: json('in short'),
        },
        latest: { type: 'TimerFired', eventId: 9, timeMs: 2_000, timerId: '1', startedEventId: 8 },
        historyLength: 9,
        currentRunId: 'r',
        firstRunId: 'r',
      }),
    }).getHandle('w');
    const description = await handle.describe();
    expect(description).toMatchObject({
      type: 'wf',
      workflowId: 'w',
      runId: 'r',
      taskQueue: 'q',
      status: { code: 1, name: 'RUNNING' },
      historyLength: 9,
      historySize: 512,
      startTime: new Date(1_000),
      executionTime: new Date(1_500),
      closeTime: undefined,
      memo: { a: 'kept', b: 'new' },
      rootExecution: { workflowId: 'w', runId: 'r' },
    });
    expect(description.typedSearchAttributes.get(key)).toBe(4);
    expect(await description.staticSummary()).toBe('in short');
    expect(await description.staticDetails()).toBeUndefined();
    expect(description.raw.pendingActivities).toMatchObject([
      { activityId: 'a', activityType: { name: 'pay' }, state: 2, attempt: 2, lastFailure: { message: 'once' } },
    ]);
    expect(description.raw.pendingWorkflowTask).toMatchObject({ state: 1, attempt: 1 });
  });
});
