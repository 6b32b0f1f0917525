import { describe, expect, test } from 'vitest';
import * as wf from '../src/index';
import { Driver, completed, fireTimer, signal, update } from './harness';

const ping = wf.defineSignal<[string]>('ping');
const change = wf.defineUpdate<string, [string]>('change');

describe('first activation', () => {
  test('the main function runs and its result ends the run', async () => {
    const outcome = await new Driver((name: string) => `hello ${name}`).start(['Zoë']);
    expect(outcome.kinds).toEqual(['completeWorkflow']);
    expect(outcome.result).toBe('hello Zoë');
  });

  test('signals that come with the start reach their handler inside setHandler, before the next statement', async () => {
    const seen: string[] = [];
    const main = async () => {
      seen.push('main');
      wf.setHandler(ping, (from) => void seen.push(from));
      seen.push('after');
    };
    await new Driver(main).start([], [signal('ping', 'a'), signal('ping', 'b')]);
    expect(seen).toEqual(['main', 'a', 'b', 'after']);
  });

  test('a signal sets its handler at once where the default handler is set', async () => {
    const seen: unknown[] = [];
    const main = async () => wf.setDefaultSignalHandler((name, ...args) => void seen.push([name, ...args]));
    await new Driver(main).start([], [signal('x', 1), signal('y', 2)]);
    expect(seen).toEqual([
      ['x', 1],
      ['y', 2],
    ]);
  });

  test('only messages and cancellation may come with the start', async () => {
    const result = await new Driver(async () => undefined).tryActivate([
      {
        kind: 'initializeWorkflow',
        info: { ...(await import('./harness')).INFO },
        args: [],
        header: {},
        randomnessSeed: 'r',
      },
      fireTimer(1),
    ]);
    expect(result).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringContaining('Received both initializeWorkflow and non-signal') },
    });
  });
});

describe('one batch', () => {
  test('all jobs are applied before any microtask of them runs', async () => {
    const log: string[] = [];
    const step = async (name: string) => {
      log.push(`${name}.sync`);
      await Promise.resolve();
      log.push(`${name}.1`);
    };
    const main = async () => {
      wf.setHandler(ping, (name) => step(`signal${name}`));
      wf.setHandler(change, async (name) => {
        await step(`update${name}`);
        return name;
      });
      const activity = wf.scheduleActivity('act', [], { startToCloseTimeout: '1s' }).then(() => log.push('activity.1'));
      const timer = wf.sleep(10).then(() => log.push('timer.1'));
      await Promise.all([activity, timer]);
    };
    const driver = new Driver(main);
    await driver.start();
    await driver.activate([
      signal('ping', '1'),
      update('change', 'u1', '1'),
      signal('ping', '2'),
      update('change', 'u2', '2'),
      fireTimer(1),
      { kind: 'resolveActivity', seq: 1, resolution: completed(null) },
    ]);
    expect(log).toEqual([
      'signal1.sync',
      'update1.sync',
      'signal2.sync',
      'update2.sync',
      'signal1.1',
      'update1.1',
      'signal2.1',
      'update2.1',
      'timer.1',
      'activity.1',
    ]);
  });

  test('Date of the activation stands still, and moves with the next one', async () => {
    const driver = new Driver(() => wf.condition(() => false));
    await driver.start();
    expect((driver.run as never as { now: number }).now).toBe(2_000);
    await driver.activate([fireTimer(9)], { timestampMs: 7_000 });
    expect((driver.run as never as { now: number }).now).toBe(7_000);
  });

  test('a firing timer that is gone is ignored', async () => {
    const driver = new Driver(() => wf.condition(() => false));
    await driver.start();
    expect((await driver.activate([fireTimer(42)])).kinds).toEqual([]);
  });
});

describe('conditions', () => {
  test('are evaluated after every job, in the order in which they were made', async () => {
    const order: string[] = [];
    let value = 0;
    const main = async () => {
      wf.setHandler(ping, () => void value++);
      await Promise.all([
        wf.condition(() => value === 1).then(() => order.push('one')),
        wf.condition(() => value >= 1).then(() => order.push('at least one')),
      ]);
    };
    const driver = new Driver(main);
    await driver.start();
    // After the second signal value is 2: the first condition was seen true in between.
    await driver.activate([signal('ping', ''), signal('ping', '')]);
    expect(order).toEqual(['one', 'at least one']);
  });

  test('of two that are true at once, the continuation of the first cannot falsify the second', async () => {
    let tokens = 0;
    const taken: number[] = [];
    const take = async (id: number) => {
      await wf.condition(() => tokens > 0);
      tokens--;
      taken.push(id);
    };
    const main = async () => {
      wf.setHandler(ping, () => void tokens++);
      await Promise.all([take(1), take(2)]);
      return tokens;
    };
    const driver = new Driver(main);
    await driver.start();
    expect((await driver.activate([signal('ping', '')])).result).toBe(-1);
    expect(taken).toEqual([1, 2]);
  });

  test('one unblocked by the continuation of another is seen in the same activation', async () => {
    let stage = 0;
    const main = async () => {
      wf.setHandler(ping, () => void (stage = 1));
      await Promise.all([
        wf.condition(() => stage === 2).then(() => (stage = 3)),
        wf.condition(() => stage === 1).then(() => (stage = 2)),
      ]);
      return stage;
    };
    const driver = new Driver(main);
    await driver.start();
    expect((await driver.activate([signal('ping', '')])).result).toBe(3);
  });

  test('with a timeout the timer is made first, and cancelled when the function is true already', async () => {
    const outcome = await new Driver(() => wf.condition(() => true, '1 minute')).start();
    expect(outcome.kinds).toEqual(['startTimer', 'cancelTimer', 'completeWorkflow']);
    expect(outcome.result).toBe(true);
  });

  test('with a timeout is false when the time has passed', async () => {
    const driver = new Driver(() => wf.condition(() => false, 50));
    expect((await driver.start()).one('startTimer')).toMatchObject({ seq: 1, delayMs: 50 });
    expect((await driver.activate([fireTimer(1)])).result).toBe(false);
  });

  test('timeout 0 is a patch: a marker and a timer of a millisecond, or no timeout on replay', async () => {
    const fresh = await new Driver(() => wf.condition(() => false, 0)).start();
    expect(fresh.commands).toMatchObject([
      { kind: 'setPatchMarker', patchId: '__sdk_internal_patch_number:1', deprecated: false },
      { kind: 'startTimer', delayMs: 1 },
    ]);
    const old = await new Driver(() => wf.condition(() => false, 0)).start([], [], { isReplaying: true });
    expect(old.kinds).toEqual([]);
  });
});
