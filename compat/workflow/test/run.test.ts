import { describe, expect, test } from 'vitest';
import { IllegalStateError, TypedSearchAttributes } from '@temporalio/common';
import * as wf from '../src/index';
import { Driver, INFO, RUN_ID, encode, fireTimer, query, signal } from './harness';

describe('how a run ends', () => {
  const throwing = (error: unknown) => async () => {
    throw error;
  };

  test('Temporal failures fail the workflow', async () => {
    const failure = wf.ApplicationFailure.create({ message: 'm', type: 'T', details: [1] });
    expect((await new Driver(throwing(failure)).start()).failure).toMatchObject({
      message: 'm',
      type: 'T',
      details: [1],
    });
  });

  test('other errors fail the task, and so does what is no error', async () => {
    await expect(new Driver(throwing(new RangeError('bug'))).start()).rejects.toThrow('bug');
    await expect(new Driver(throwing('text')).start()).rejects.toThrow(/^text \[A non-Error value was thrown/);
  });

  test('error types configured on the worker fail the workflow, by name along the classes', async () => {
    class Mine extends RangeError {}
    for (const name of ['Mine', 'RangeError', 'Error']) {
      const driver = new Driver(throwing(new Mine('m')), { failureErrorTypes: [name] });
      expect((await driver.start()).failure.message).toBe('m');
    }
    await expect(new Driver(throwing(new Mine('m')), { failureErrorTypes: ['TypeError'] }).start()).rejects.toThrow(
      'm',
    );
  });

  test('error types set on the workflow fail it, by class', async () => {
    const main = throwing(new RangeError('m'));
    wf.setWorkflowOptions({ failureExceptionTypes: [RangeError] }, main);
    expect((await new Driver(main).start()).failure.message).toBe('m');
  });

  test('a determinism violation is marked as nondeterminism', async () => {
    const driver = new Driver(() => wf.sleep(1).then(throwing(new wf.DeterminismViolationError('gc'))));
    await driver.start();
    expect(await driver.tryActivate([fireTimer(1)])).toMatchObject({ status: 'failed', nondeterminism: true });
  });

  test('an unhandled rejection fails the task', async () => {
    const driver = new Driver(() => wf.sleep(1));
    await driver.start();
    driver.run.reportUnhandledRejection(new Error('lost'));
    expect(await driver.tryActivate([])).toMatchObject({
      status: 'failed',
      failure: { message: 'Unhandled Promise rejection: Error: lost', cause: { message: 'lost' } },
    });
  });
});

test('an activation before the first one is refused', async () => {
  await expect(new Driver(async () => undefined).activate([fireTimer(1)])).rejects.toThrow('Workflow uninitialized');
});

describe('finding the workflow', () => {
  test('an unknown type says so', async () => {
    await expect(new Driver(undefined, { workflows: {} }).start()).rejects.toThrow(
      "Failed to initialize workflow of type 'main': no such function is exported by the workflow bundle",
    );
    await expect(new Driver(undefined, { workflows: { main: 1 } }).start()).rejects.toThrow(
      "Failed to initialize workflow of type 'main': expected a function, but got: 'number'",
    );
  });

  test('the default export stands for any type', async () => {
    const workflows = { default: () => wf.workflowInfo().workflowType };
    expect((await new Driver(undefined, { workflows }).start()).result).toBe('main');
  });

  test('modules are loaded while the run is current, before its code', async () => {
    const seen: unknown[] = [];
    const loadModules = () => {
      seen.push(wf.inWorkflowContext(), wf.workflowInfo().workflowId, wf.uuid4());
      return { workflows: { main: async () => wf.uuid4() }, interceptors: [] };
    };
    const outcome = await new Driver(undefined, { loadModules }).start();
    expect(seen).toEqual([true, 'w', 'ad7abc4b-c1fd-4c44-bacd-2278a15ba4af']);
    expect(outcome.result).not.toBe(seen[2]);
  });
});

test('workflowInfo is what the run was started with, and follows its tasks', async () => {
  const main = async () => {
    const first = wf.workflowInfo();
    await wf.sleep(1);
    const second = wf.workflowInfo();
    expect(first).not.toBe(second);
    expect(first).toMatchObject({ historyLength: 3, memo: {}, priority: {}, startTime: new Date(500) });
    expect(first.typedSearchAttributes).toBeInstanceOf(TypedSearchAttributes);
    expect(JSON.stringify(first.unsafe)).toBe('{"isReplaying":false,"isReplayingHistoryEvents":false}');
    return [second.historyLength, second.continueAsNewSuggested, second.lastResult, second.lastFailure?.message];
  };
  const info = { lastResult: [encode('before')], lastFailure: { message: 'was bad' } };
  const driver = new Driver(main, { info });
  await driver.start();
  const over = { historyLength: 9, continueAsNewSuggested: true };
  expect((await driver.activate([fireTimer(1)], over)).result).toEqual([9, true, 'before', 'was bad']);
  expect(INFO.runId).toBe(RUN_ID);
});

describe('interceptors', () => {
  const headers = {
    trace: { metadata: { encoding: new TextEncoder().encode('json/plain') }, data: new Uint8Array([49]) },
  };

  test('wrap each other in order, see headers, and change what is asked for', async () => {
    const order: string[] = [];
    const around = (name: string): wf.WorkflowInterceptors => ({
      inbound: [
        {
          execute: async (input, next) => {
            order.push(`${name} in`);
            const result = await next(input);
            order.push(`${name} out`);
            return `${name}(${String(result)})`;
          },
        },
      ],
      outbound: [
        {
          startTimer: (input, next) => next({ ...input, durationMs: input.durationMs * 2 }),
          scheduleActivity: (input, next) => next({ ...input, headers }),
          getLogAttributes: (input, next) => next({ ...input, [name]: true }),
        },
      ],
    });
    const main = async () => {
      void wf.scheduleActivity('act', [], { startToCloseTimeout: 1 });
      wf.log.info('hi');
      await wf.sleep(10);
      return 'result';
    };
    const interceptors = ['a', 'b'].map((name) => ({ interceptors: () => around(name) }));
    const driver = new Driver(main, { interceptors });
    const first = await driver.start();
    expect(first.one('startTimer').delayMs).toBe(40);
    expect(first.one('scheduleActivity').header).toEqual({ trace: { encoding: 'json/plain', data: '1' } });
    expect(first.sinkCalls.find(({ fn }) => fn === 'info')?.args[1]).toMatchObject({
      a: true,
      b: true,
      workflowId: 'w',
    });
    expect((await driver.activate([fireTimer(1)])).result).toBe('a(b(result))');
    expect(order).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  test('internals see activations and commands, and dispose', async () => {
    const seen: string[] = [];
    const internals: wf.WorkflowInternalsInterceptor = {
      activate: (input, next) => {
        seen.push(`activate ${input.activation.jobs.map(({ kind }) => kind).join()}`);
        next(input);
      },
      concludeActivation: (input, next) => {
        seen.push('conclude');
        return next({ commands: input.commands.slice(1) });
      },
      dispose: () => void seen.push('dispose'),
    };
    const driver = new Driver(() => wf.sleep(1), {
      interceptors: [{ interceptors: () => ({ internals: [internals] }) }],
    });
    expect((await driver.start()).kinds).toEqual([]);
    await driver.enter(() => driver.run.dispose());
    expect(seen).toEqual(['activate initializeWorkflow', 'conclude', 'dispose']);
  });
});

describe('sinks, logs and metrics', () => {
  test('arguments are copies of the moment, and replays are marked', async () => {
    const { mine } = wf.proxySinks<{ mine: { tell(value: object): void } }>();
    const main = async () => {
      const value = { n: 1 };
      mine.tell(value);
      value.n = 2;
      wf.metricMeter.createCounter('c', 'u').withTags({ t: 1 }).add(3);
    };
    const live = await new Driver(main).start();
    expect(live.sinkCalls).toContainEqual({ sink: 'mine', fn: 'tell', args: [{ n: 1 }], replaying: false });
    expect(live.sinkCalls).toContainEqual({
      sink: '__temporal_metrics',
      fn: 'addMetricCounterValue',
      args: ['c', 'u', undefined, 3, { t: 1, workflowType: 'main' }],
      replaying: false,
    });
    const replayed = await new Driver(main).start([], [], { isReplaying: true });
    expect(replayed.sinkCalls.map(({ sink, replaying }) => [sink, replaying])).toEqual([
      ['__temporal_logger', true],
      ['mine', true],
      ['__temporal_logger', true],
    ]);
  });

  test('what a query logs is no repetition', async () => {
    const main = async () => {
      wf.setHandler(wf.defineQuery('q'), () => wf.log.info('asked'));
      await wf.condition(() => false);
    };
    const driver = new Driver(main);
    await driver.start([], [], { isReplaying: true });
    expect((await driver.activate([query('q')])).sinkCalls).toMatchObject([{ replaying: false }]);
  });
});

test('outside of a workflow the API says so', () => {
  expect(wf.inWorkflowContext()).toBe(false);
  expect(wf.uuid4()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(() => wf.sleep(1)).toThrow(
    new IllegalStateError('Workflow.sleep(...) may only be used from a Workflow Execution'),
  );
  expect(() => wf.createNexusServiceClient({ endpoint: 'e', service: { name: 's', operations: {} } })).toThrow(
    /Nexus operations are not available/,
  );
});

test('setHandler says what is wrong', async () => {
  const messages: string[] = [];
  const attempt = (fn: () => void) => {
    try {
      fn();
    } catch (error) {
      messages.push(String(error));
    }
  };
  await new Driver(async () => {
    attempt(() => wf.setHandler(wf.defineSignal('s'), 5 as never));
    attempt(() => wf.setHandler({ type: 'other', name: 'x' } as never, undefined));
    attempt(() => wf.setHandler(wf.defineQuery('__temporal_q'), () => undefined));
    attempt(() => wf.setHandler(wf.defineQuery('__stack_trace'), () => undefined));
  }).start([], [signal('s')]);
  expect(messages).toEqual([
    "TypeError: Expected handler to be either a function or 'undefined'. Got: 'number'",
    'TypeError: Invalid definition type: other',
    "TypeError: Cannot use query name: '__temporal_q', with reserved prefix: '__temporal_'",
    "TypeError: Cannot use query name: '__stack_trace', which is a reserved name",
  ]);
});
