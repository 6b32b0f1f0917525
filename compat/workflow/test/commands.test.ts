import { defineSearchAttributeKey } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import * as wf from '../src/index';
import { Driver, cancel, completed, decode, encode, fireTimer } from './harness';

const options = { startToCloseTimeout: '1 minute' } as const;
const act = wf.proxyActivities<{ greet(name: string): Promise<string> }>({ ...options, retry: { maximumAttempts: 3 } });

describe('activities', () => {
  test('carry what was asked for, and give back their result', async () => {
    const driver = new Driver(() => act.greet('Zoë'));
    expect((await driver.start()).one('scheduleActivity')).toEqual({
      kind: 'scheduleActivity',
      seq: 1,
      activityId: '1',
      activityType: 'greet',
      args: [encode('Zoë')],
      startToCloseTimeoutMs: 60_000,
      retryPolicy: {
        initialIntervalMs: 1000,
        backoffCoefficient: 2,
        maximumIntervalMs: 100_000,
        maximumAttempts: 3,
        nonRetryableErrorTypes: [],
      },
      cancellationType: 'TRY_CANCEL',
    });
    const done = { kind: 'resolveActivity', seq: 1, resolution: completed('hello') } as const;
    expect((await driver.activate([done])).result).toBe('hello');
  });

  test('fail with an ActivityFailure and its cause', async () => {
    const driver = new Driver(() =>
      act.greet('x').catch((error: Error) => [error.name, (error.cause as Error).message]),
    );
    await driver.start();
    const failure = {
      message: 'Activity task failed',
      info: { kind: 'activity', activityType: 'greet', activityId: '1' },
      cause: { message: 'boom', info: { kind: 'application', type: 'Error' } },
    } as const;
    const job = { kind: 'resolveActivity', seq: 1, resolution: { status: 'failed', failure } } as const;
    expect((await driver.activate([job])).result).toEqual(['ActivityFailure', 'boom']);
  });

  test('executeWithOptions merges options for one call', async () => {
    const main = () => act.greet.executeWithOptions({ retry: { initialInterval: 5 }, taskQueue: 'other' }, ['x']);
    expect((await new Driver(main).start()).one('scheduleActivity')).toMatchObject({
      taskQueue: 'other',
      startToCloseTimeoutMs: 60_000,
      retryPolicy: { initialIntervalMs: 5, maximumAttempts: 3 },
    });
  });

  test('say what is wrong with their options', () => {
    expect(() => wf.proxyActivities({})).toThrow(
      new TypeError('Required either scheduleToCloseTimeout or startToCloseTimeout'),
    );
    expect(() => wf.proxyActivities(undefined as never)).toThrow(new TypeError('options must be defined'));
    expect(() => (act as never)[Symbol('s')]).toThrow('Only strings are supported for Activity types, got: Symbol(s)');
  });
});

describe('local activities', () => {
  const local = wf.proxyLocalActivities<{ greet(name: string): Promise<string> }>({
    ...options,
    localRetryThreshold: '5 seconds',
    summary: 'a greeting',
  });
  const known = { activities: ['greet'] };

  test('carry what was asked for, and give back their result', async () => {
    const driver = new Driver(() => local.greet('Zoë'), known);
    expect((await driver.start()).one('scheduleLocalActivity')).toEqual({
      kind: 'scheduleLocalActivity',
      seq: 1,
      activityId: '1',
      activityType: 'greet',
      args: [encode('Zoë')],
      attempt: 1,
      startToCloseTimeoutMs: 60_000,
      localRetryThresholdMs: 5_000,
      cancellationType: 'TRY_CANCEL',
      summary: encode('a greeting'),
    });
    const done = { kind: 'resolveActivity', seq: 1, resolution: completed('hello') } as const;
    expect((await driver.activate([done])).result).toBe('hello');
  });

  test('that have to wait long do so by a timer, and go on with their attempt under another number', async () => {
    const driver = new Driver(() => local.greet('x'), known);
    await driver.start();
    const resolution = { status: 'backoff', attempt: 4, backoffMs: 70_000, originalScheduleTimeMs: 1_234 } as const;
    const waits = await driver.activate([{ kind: 'resolveActivity', seq: 1, resolution }]);
    expect(waits.one('startTimer')).toMatchObject({ delayMs: 70_000 });
    expect((await driver.activate([fireTimer(1)])).one('scheduleLocalActivity')).toMatchObject({
      seq: 2,
      activityId: '2',
      attempt: 4,
      originalScheduleTimeMs: 1_234,
    });
  });

  test('that the worker does not have fail the task, but not on replay', async () => {
    await expect(new Driver(() => local.greet('x')).start()).rejects.toThrow(
      "Local activity of type 'greet' not registered on worker",
    );
    const replayed = await new Driver(() => local.greet('x')).start([], [], { isReplaying: true });
    expect(replayed.kinds).toEqual(['scheduleLocalActivity']);
    expect((await new Driver(() => local.greet('x'), { activities: ['default'] }).start()).kinds).toHaveLength(1);
  });

  test('need a timeout, and pass their interceptors', async () => {
    expect(() => wf.proxyLocalActivities({})).toThrow('Required either scheduleToCloseTimeout or startToCloseTimeout');
    const outbound = {
      scheduleLocalActivity: (input: object, next: (input: never) => Promise<unknown>) => {
        return next({
          ...input,
          args: ['changed'],
          headers: { by: wf.defaultPayloadConverter.toPayload('me') },
        } as never);
      },
    };
    const interceptors = [{ interceptors: () => ({ outbound: [outbound] }) }];
    const { args, header } = (await new Driver(() => local.greet('x'), { ...known, interceptors }).start()).one(
      'scheduleLocalActivity',
    );
    expect([args, header]).toEqual([[encode('changed')], { by: encode('me') }]);
  });
});

describe('children', () => {
  const started = { kind: 'resolveChildStart', seq: 1, resolution: { status: 'started', runId: 'child-run' } } as const;

  test('startChild resolves when the child has started', async () => {
    const main = async () => {
      const child = await wf.startChild<(a: number) => Promise<string>>('kid', { args: [1], workflowId: 'c' });
      return [child.workflowId, child.firstExecutionRunId, await child.result()];
    };
    const driver = new Driver(main);
    expect((await driver.start()).one('startChildWorkflow')).toEqual({
      kind: 'startChildWorkflow',
      seq: 1,
      workflowId: 'c',
      workflowType: 'kid',
      args: [encode(1)],
      parentClosePolicy: 'TERMINATE',
      cancellationType: 'WAIT_CANCELLATION_COMPLETED',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    expect((await driver.activate([started])).kinds).toEqual([]);
    const done = { kind: 'resolveChild', seq: 1, resolution: completed('grown') } as const;
    expect((await driver.activate([done])).result).toEqual(['c', 'child-run', 'grown']);
  });

  test('a taken id is an error of its own', async () => {
    const driver = new Driver(() => wf.executeChild('kid', { args: [], workflowId: 'c' }).catch((e: Error) => e.name));
    await driver.start();
    const resolution = { status: 'failed', workflowId: 'c', workflowType: 'kid' } as const;
    expect((await driver.activate([{ kind: 'resolveChildStart', seq: 1, resolution }])).result).toBe(
      'WorkflowExecutionAlreadyStartedError',
    );
  });

  test('cancelling the scope cancels the child until it has ended', async () => {
    const driver = new Driver(() => wf.executeChild('kid', { args: [] }));
    await driver.start();
    await driver.activate([started]);
    expect((await driver.activate([cancel])).commands).toEqual([{ kind: 'cancelChildWorkflow', childSeq: 1 }]);
    const done = { kind: 'resolveChild', seq: 1, resolution: completed('anyway') } as const;
    expect((await driver.activate([done])).result).toBe('anyway');
  });

  test('a failure that nobody waits for is no unhandled rejection', async () => {
    const main = async () => {
      await wf.startChild('kid', { args: [] });
      await wf.sleep(1);
      return 'fine';
    };
    const driver = new Driver(main);
    await driver.start();
    await driver.activate([started]);
    const failure = {
      message: 'Child Workflow execution failed',
      info: { kind: 'childWorkflow', workflowId: 'c', runId: 'r', workflowType: 'kid' },
    } as const;
    await driver.activate([{ kind: 'resolveChild', seq: 1, resolution: { status: 'failed', failure } }]);
    expect((await driver.activate([fireTimer(1)])).result).toBe('fine');
  });
});

describe('other workflows', () => {
  test('are signalled and cancelled', async () => {
    const main = async () => {
      const handle = wf.getExternalWorkflowHandle('other', 'run');
      await Promise.all([handle.signal(wf.defineSignal<[number]>('s'), 1), handle.cancel()]);
    };
    const driver = new Driver(main);
    expect((await driver.start()).commands).toEqual([
      {
        kind: 'signalExternalWorkflow',
        seq: 1,
        target: { kind: 'external', workflowId: 'other', runId: 'run' },
        signalName: 's',
        args: [encode(1)],
      },
      { kind: 'requestCancelExternalWorkflow', seq: 1, workflowId: 'other', runId: 'run' },
    ]);
    const done = await driver.activate([
      { kind: 'resolveSignalExternal', seq: 1 },
      { kind: 'resolveCancelExternal', seq: 1 },
    ]);
    expect(done.kinds).toEqual(['completeWorkflow']);
  });

  test('a signal in a cancelled scope is withdrawn', async () => {
    const driver = new Driver(() => wf.getExternalWorkflowHandle('other').signal('s'));
    await driver.start();
    expect((await driver.activate([cancel])).commands).toEqual([{ kind: 'cancelSignalExternalWorkflow', seq: 1 }]);
  });
});

describe('continue as new', () => {
  test('is thrown, and ends the run with what the next one is started with', async () => {
    const main = async (n: number) => {
      try {
        await wf.makeContinueAsNewFunc<typeof main>({ memo: { a: 1 }, workflowRunTimeout: '1h' })(n + 1);
      } catch (error) {
        expect(error).toBeInstanceOf(wf.ContinueAsNew);
        throw error;
      }
    };
    const outcome = await new Driver(main).start([1]);
    expect(outcome.commands).toEqual([
      {
        kind: 'continueAsNew',
        workflowType: 'main',
        taskQueue: 'queue',
        args: [encode(2)],
        memo: { a: encode(1) },
        workflowRunTimeoutMs: 3_600_000,
      },
    ]);
    expect(outcome.logged('debug')).toEqual(['Workflow started', 'Workflow continued as new']);
  });
});

describe('patches', () => {
  const main = async () => [wf.patched('p'), wf.patched('p')];

  test('are true for new runs, with one marker', async () => {
    const outcome = await new Driver(main).start();
    expect(outcome.all('setPatchMarker')).toEqual([{ kind: 'setPatchMarker', patchId: 'p', deprecated: false }]);
    expect(outcome.result).toEqual([true, true]);
  });

  test('on replay are true with a marker in the history, false without', async () => {
    expect((await new Driver(main).start([], [], { isReplaying: true })).result).toEqual([false, false]);
    const driver = new Driver(() => wf.sleep(1).then(main));
    await driver.start([], [], { isReplaying: true });
    const notify = { kind: 'notifyHasPatch', patchId: 'p' } as const;
    expect((await driver.activate([notify, fireTimer(1)], { isReplaying: true })).result).toEqual([true, true]);
  });

  test('cannot be asked for before the workflow starts', async () => {
    const loadModules = () => ({ workflows: { main: () => wf.patched('p'), top: wf.patched('p') }, interceptors: [] });
    await expect(new Driver(undefined, { loadModules }).start()).rejects.toThrow(
      'Patches cannot be used before Workflow starts',
    );
  });
});

describe('memo and search attributes', () => {
  test('a memo is merged, and null removes', async () => {
    const main = async () => {
      const before = wf.workflowInfo();
      wf.upsertMemo({ a: 2, b: null });
      return [before.memo, wf.workflowInfo().memo];
    };
    const info = { memo: { a: encode(1), b: encode(1), c: encode(1) } };
    const outcome = await new Driver(main, { info }).start();
    expect(outcome.one('modifyMemo').upsertedMemo).toEqual({ a: encode(2), b: { encoding: 'binary/null' } });
    expect(outcome.result).toEqual([
      { a: 1, b: 1, c: 1 },
      { a: 2, c: 1 },
    ]);
    await expect(new Driver(async () => wf.upsertMemo(null as never)).start()).rejects.toThrow(
      'memo must be a non-null Record',
    );
  });

  test('search attributes are changed by typed pairs and by the deprecated map', async () => {
    const key = defineSearchAttributeKey('K', 'KEYWORD');
    const main = async () => {
      wf.upsertSearchAttributes([{ key, value: 'one' }]);
      wf.upsertSearchAttributes({ N: [1], K: ['two'] });
      const { typedSearchAttributes, searchAttributes } = wf.workflowInfo();
      return [typedSearchAttributes.get(key), searchAttributes];
    };
    const outcome = await new Driver(main).start();
    expect(outcome.all('upsertSearchAttributes').map((c) => c.searchAttributes)).toEqual([
      { K: { encoding: 'json/plain', data: '"one"', metadata: { type: 'Keyword' } } },
      { N: { encoding: 'json/plain', data: '[1]' }, K: { encoding: 'json/plain', data: '["two"]' } },
    ]);
    expect(outcome.result).toEqual(['two', { K: ['two'], N: [1] }]);
  });
});

test('what is decoded can be encoded again', () => expect(decode(encode({ a: [1] }))).toEqual({ a: [1] }));
