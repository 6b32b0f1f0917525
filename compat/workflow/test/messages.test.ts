import { describe, expect, test } from 'vitest';
import { HandlerUnfinishedPolicy } from '@temporalio/common';
import * as wf from '../src/index';
import { Driver, decode, fireTimer, query, signal, toError, update } from './harness';

const change = wf.defineUpdate<number, [{ by: number }]>('change');
const other = wf.defineUpdate<string>('other');
const ping = wf.defineSignal('ping');
const state = wf.defineQuery<unknown, [string?]>('state');
const forever = () => wf.condition(() => false);

describe('updates', () => {
  test('are accepted before the first statement of the handler, and completed with its result', async () => {
    const main = async () => {
      wf.setHandler(change, async ({ by }) => {
        await wf.sleep(1);
        return by;
      });
      await forever();
    };
    const driver = new Driver(main);
    await driver.start();
    const accepted = await driver.activate([update('change', 'u', { by: 3 })]);
    expect(accepted.commands).toMatchObject([
      { kind: 'updateResponse', updateId: 'u', response: { state: 'accepted' } },
      { kind: 'startTimer' },
    ]);
    const { response } = (await driver.activate([fireTimer(1)])).one('updateResponse');
    expect(response).toMatchObject({ state: 'completed' });
    expect(decode(response.state === 'completed' ? response.result[0] : undefined)).toBe(3);
  });

  test('the validator gets arguments of its own, and refuses by throwing', async () => {
    let seen = 0;
    const main = async () => {
      wf.setHandler(change, ({ by }) => (seen = by), {
        validator: (args) => {
          if (args.by < 0) throw new Error('negative');
          args.by = 99;
        },
      });
      await forever();
    };
    const driver = new Driver(main);
    await driver.start();
    await driver.activate([update('change', 'u', { by: 3 })]);
    expect(seen).toBe(3);
    const refused = await driver.activate([update('change', 'v', { by: -1 })]);
    expect(refused.commands).toMatchObject([
      { kind: 'updateResponse', updateId: 'v', response: { state: 'rejected', failure: { message: 'negative' } } },
    ]);
  });

  test('are not validated again on replay', async () => {
    const main = async () => {
      wf.setHandler(change, ({ by }) => by, {
        validator: (_args) => {
          throw new Error('no');
        },
      });
      await forever();
    };
    const driver = new Driver(main);
    await driver.start();
    const job = { ...update('change', 'u', { by: 1 }), runValidator: false } as ReturnType<typeof update>;
    expect((await driver.activate([job], { isReplaying: true })).kinds).toEqual(['updateResponse', 'updateResponse']);
  });

  test('without a handler are refused at the end of the activation', async () => {
    const driver = new Driver(forever);
    await driver.start();
    const { response } = (await driver.activate([update('nope', 'u')])).one('updateResponse');
    if (response.state !== 'rejected') throw new Error(`it was ${response.state}`);
    const failure = toError(response.failure);
    expect(failure).toMatchObject({ message: 'No registered handler for update: nope', nonRetryable: true });
  });

  test('flushed by nested setHandler calls are accepted first in first out, and completed last in first out', async () => {
    const order: string[] = [];
    const first = wf.defineUpdate<void>('first');
    const second = wf.defineUpdate<void>('second');
    const main = async () => {
      wf.setHandler(first, () => {
        order.push('first begins');
        wf.setHandler(second, () => void order.push('second'));
        order.push('first ends');
      });
      await forever();
    };
    await new Driver(main).start([], [update('first', '1'), update('second', '2')]);
    expect(order).toEqual(['first begins', 'second', 'first ends']);
  });

  test('a Temporal failure fails the update, and the workflow goes on; any other error fails the task', async () => {
    const main = async () => {
      wf.setHandler(other, () => {
        throw wf.ApplicationFailure.nonRetryable('bad');
      });
      wf.setHandler(change, () => {
        throw new TypeError('bug');
      });
      await forever();
    };
    const driver = new Driver(main);
    await driver.start();
    const failed = (await driver.activate([update('other', 'u')])).all('updateResponse')[1];
    expect(failed?.response).toMatchObject({ state: 'failed', failure: { message: 'bad' } });
    const task = await driver.tryActivate([update('change', 'v', { by: 1 })]);
    expect(task).toMatchObject({ status: 'failed', failure: { message: 'bug' }, nondeterminism: false });
  });

  test('currentUpdateInfo follows the awaits of a handler', async () => {
    const main = async () => {
      let seen: unknown[] = [wf.currentUpdateInfo()];
      wf.setHandler(other, async () => {
        await wf.sleep(1);
        seen = [...seen, wf.currentUpdateInfo()];
        return '';
      });
      await wf.condition(() => seen.length === 2);
      return seen;
    };
    const driver = new Driver(main);
    await driver.start([], [update('other', 'u-1')]);
    expect((await driver.activate([fireTimer(1)])).result).toEqual([null, { id: 'u-1', name: 'other' }]);
  });
});

describe('queries', () => {
  const main = async () => {
    wf.setHandler(state, (mode) => {
      if (mode === 'throw') throw new Error('oops');
      if (mode === 'async') return Promise.resolve(1);
      return { replaying: wf.workflowInfo().unsafe.isReplaying, mode };
    });
    wf.setHandler(ping, () => undefined, { description: 'rings' });
    await forever();
  };
  const ask = async (...jobs: ReturnType<typeof query>[]) => {
    const driver = new Driver(main);
    await driver.start();
    return (await driver.activate(jobs))
      .all('queryResponse')
      .map(({ answer }) => ('result' in answer ? decode(answer.result[0]) : toError(answer.failure)));
  };

  test('are answered by their handler, as if replaying', async () => {
    expect(await ask(query('state', 'x'))).toEqual([{ replaying: true, mode: 'x' }]);
  });

  test('that no handler answers list the ones there are', async () => {
    const [error] = await ask(query('nope'));
    expect((error as Error).message).toBe(
      'Workflow did not register a handler for nope. Registered queries: [__stack_trace __enhanced_stack_trace __temporal_workflow_metadata state]',
    );
  });

  test('must be synchronous, and may throw', async () => {
    const [asynchronous, thrown] = await ask(query('state', 'async'), query('state', 'throw'));
    expect((asynchronous as Error).message).toBe('Query handlers should not return a Promise');
    expect((thrown as Error).message).toBe('oops');
  });

  test('do not evaluate conditions', async () => {
    let calls = 0;
    const driver = new Driver(() => wf.condition(() => ++calls > 100));
    await driver.start();
    const before = calls;
    await driver.activate([query('__stack_trace')]);
    expect(calls).toBe(before);
  });

  test('do not mix with other jobs', async () => {
    const driver = new Driver(main);
    await driver.start();
    expect(await driver.tryActivate([query('state'), signal('ping')])).toMatchObject({
      status: 'failed',
      failure: { message: 'Got both queries and other jobs in a single activation' },
    });
  });

  test('tell what the workflow can be asked and told', async () => {
    const [metadata] = await ask(query('__temporal_workflow_metadata'));
    expect(metadata).toMatchObject({
      definition: { type: 'main', signalDefinitions: [{ name: 'ping', description: 'rings' }], updateDefinitions: [] },
      currentDetails: '',
    });
  });

  test('tell where the workflow waits', async () => {
    const [text, data] = await ask(query('__stack_trace'), query('__enhanced_stack_trace'));
    expect(text).toMatch(/messages\.test\.ts/);
    expect((data as wf.EnhancedStackTrace).stacks[0]?.locations[0]).toMatchObject({ line: expect.any(Number) });
  });
});

describe('signals', () => {
  test('a handler that throws a Temporal failure fails the workflow, any other error the task', async () => {
    const throwing = (error: Error) => async () => {
      wf.setHandler(ping, () => {
        throw error;
      });
      await forever();
    };
    const driver = new Driver(throwing(wf.ApplicationFailure.nonRetryable('f')));
    await driver.start();
    expect((await driver.activate([signal('ping')])).failure.message).toBe('f');
    const other = new Driver(throwing(new Error('bug')));
    await other.start();
    expect(await other.tryActivate([signal('ping')])).toMatchObject({ status: 'failed', failure: { message: 'bug' } });
  });

  test('without a handler wait for one in later activations', async () => {
    const main = async () => {
      await wf.sleep(1);
      let count = 0;
      wf.setHandler(ping, () => void count++);
      return count;
    };
    const driver = new Driver(main);
    await driver.start([], [signal('ping')]);
    await driver.activate([signal('ping')]);
    expect((await driver.activate([fireTimer(1)])).result).toBe(2);
  });

  test('with a reserved name never reach the default handler', async () => {
    const driver = new Driver(async () => {
      wf.setDefaultSignalHandler(() => undefined);
      await forever();
    });
    await driver.start();
    expect(await driver.tryActivate([signal('__temporal_x')])).toMatchObject({
      failure: { message: "Cannot use signal name: '__temporal_x', with reserved prefix: '__temporal_'" },
    });
  });
});

describe('unfinished handlers', () => {
  const main =
    (unfinishedPolicy?: HandlerUnfinishedPolicy, end: () => unknown = () => undefined) =>
    async () => {
      wf.setHandler(ping, forever, { unfinishedPolicy });
      wf.setHandler(other, forever as never, { unfinishedPolicy });
      await wf.sleep(1);
      expect(wf.allHandlersFinished()).toBe(false);
      return end();
    };
  const warnings = async (workflow: ReturnType<typeof main>) => {
    const driver = new Driver(workflow);
    await driver.start([], [signal('ping'), signal('ping'), update('other', 'u')]);
    return (await driver.activate([fireTimer(1)])).logged('warn') as string[];
  };

  test('are warned about when the workflow ends, updates first', async () => {
    const [updates, signals] = await warnings(main());
    expect(updates).toMatch(
      /^\[TMPRL1102\] Workflow finished while an update handler.*: \[{"name":"other","id":"u"}\]$/,
    );
    expect(signals).toMatch(
      /^\[TMPRL1102\] Workflow finished while a signal handler.*: \[{"name":"ping","count":2}\]$/,
    );
  });

  test('are not when they may be abandoned, or when the workflow fails', async () => {
    expect(await warnings(main(HandlerUnfinishedPolicy.ABANDON))).toEqual([]);
    const fail = () => {
      throw wf.ApplicationFailure.nonRetryable('f');
    };
    expect(await warnings(main(undefined, fail))).toEqual(['Workflow failed']);
  });
});
