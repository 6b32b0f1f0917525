import { describe, expect, test } from 'vitest';
import * as wf from '../src/index';
import { SdkFlags } from '../src/flags';
import { Driver, fireTimer, RUN_ID, signal } from './harness';

const go = wf.defineSignal('go');
/** As activations of a history are that has these flags. */
const written = (...langFlags: number[]) => ({ isReplaying: true, langFlags });

function steps() {
  const seen: string[] = [];
  const main = async () => {
    wf.setHandler(go, async () => {
      seen.push('signal');
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      seen.push('later in the signal');
    });
    await wf.sleep(1);
    seen.push('timer');
    await wf.condition(() => false);
  };
  return { seen, main };
}

describe('flag 2', () => {
  test('histories that have it get all jobs in one batch', async () => {
    const { seen, main } = steps();
    const driver = new Driver(main);
    await driver.start([], [], written(1, 2));
    await driver.activate([signal('go'), fireTimer(1)], written(1, 2));
    expect(seen).toEqual(['signal', 'timer', 'later in the signal']);
  });

  test('in histories that lack it, signals settle before the rest is begun', async () => {
    const { seen, main } = steps();
    const driver = new Driver(main);
    await driver.start([], [], written(1));
    await driver.activate([signal('go'), fireTimer(1)], written(1));
    expect(seen).toEqual(['signal', 'later in the signal', 'timer']);
  });

  test('interceptors see both batches', async () => {
    const batches: [number, string[]][] = [];
    const { main } = steps();
    const activate: wf.WorkflowInternalsInterceptor['activate'] = (input, next) => {
      const jobs = input.activation.jobs as unknown as { kind: string }[];
      batches.push([input.batchIndex, jobs.map(({ kind }) => kind)]);
      next(input);
    };
    const interceptors = [{ interceptors: () => ({ internals: [{ activate }] }) }];
    const driver = new Driver(main, { interceptors });
    await driver.start([], [], written());
    await driver.activate([signal('go'), fireTimer(1)], written());
    expect(batches.slice(1)).toEqual([
      [0, ['signalWorkflow']],
      [1, ['fireTimer']],
    ]);
  });

  test('what fails in the first batch keeps the second from running', async () => {
    const seen: string[] = [];
    const main = async () => {
      wf.setHandler(go, () => {
        throw new TypeError('a bug');
      });
      await wf.sleep(1);
      seen.push('timer');
    };
    const driver = new Driver(main);
    await driver.start([], [], written());
    const result = await driver.tryActivate([signal('go'), fireTimer(1)], written());
    expect(result).toMatchObject({ status: 'failed', failure: { message: 'a bug' } });
    expect(seen).toEqual([]);
  });

  test('code that runs for the first time has every flag, whatever was replayed before', async () => {
    const { seen, main } = steps();
    const driver = new Driver(main);
    await driver.start([], [], written());
    await driver.activate([signal('go'), fireTimer(1)]);
    expect(seen).toEqual(['signal', 'timer', 'later in the signal']);
  });
});

describe('versions that had a flag and did not record it', () => {
  const asked = async (over: object): Promise<number[]> => {
    const driver = new Driver(async () => undefined);
    await driver.start([], [], { ...written(), ...over });
    const run = driver.run as unknown as { hasFlag(flag: (typeof SdkFlags)[keyof typeof SdkFlags]): boolean };
    return Object.values(SdkFlags)
      .filter((flag) => run.hasFlag(flag))
      .map(({ id }) => id);
  };

  test.each([
    ['nothing is known', {}, []],
    ['1.11.0, by its build', { buildId: '@temporalio/worker@1.11.0+abc' }, [1, 2]],
    ['1.11.2, by its build', { buildId: '@temporalio/worker@1.11.2+abc' }, []],
    ['another build', { buildId: 'my-build' }, []],
    ['1.11.4', { sdkVersion: '1.11.4' }, []],
    ['1.11.5', { sdkVersion: '1.11.5' }, [3]],
    ['1.11.6', { sdkVersion: '1.11.6' }, [3, 4]],
    ['1.13.2', { sdkVersion: '1.13.2' }, [3, 4, 5]],
    ['2.0.0', { sdkVersion: '2.0.0' }, [3, 4, 5]],
    ['no version at all', { sdkVersion: 'main' }, []],
  ])('%s', async (_name, over, flags) => {
    expect(await asked(over)).toEqual(flags);
  });
});

test('after a reset random numbers come from the new seed, for every stream', async () => {
  const drawn: unknown[] = [];
  const draw = () => drawn.push([wf.uuid4(), wf.workflowInfo().unsafe.isReplaying]);
  const main = async () => {
    draw();
    await wf.sleep(1);
    draw();
    await wf.condition(() => false);
  };
  const reset = new Driver(main);
  await reset.start([], [], written(1, 2));
  const seed = { kind: 'updateRandomSeed', randomnessSeed: `${RUN_ID}-next` } as const;
  await reset.activate([seed, fireTimer(1)], written(1, 2));
  const fresh = new Driver(main, { info: { originalExecutionRunId: `${RUN_ID}-next` } });
  await fresh.start([], [], written(1, 2));
  expect(drawn[1]).toEqual(drawn[2]);
  expect(drawn[0]).not.toEqual(drawn[1]);
});
