import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { installGlobals } from '../src/runtime/index';
import { Driver, fireTimer } from './harness';

/** The globals of another realm, after the replacement. */
function realm() {
  const target = runInContext('globalThis', createContext({})) as typeof globalThis;
  installGlobals(target);
  return target;
}

describe('Date', () => {
  test('is the time of the activation', async () => {
    const { Date } = realm();
    const main = async () => [Date.now(), new Date().getTime(), new Date(5).getTime(), Date(), Date.UTC(1970, 0, 2)];
    const outcome = await new Driver(main).start([], [], { timestampMs: 86_400_000 });
    expect(outcome.result).toEqual([86_400_000, 86_400_000, 5, expect.stringContaining('1970'), 86_400_000]);
  });

  test('is one class: instances, subclasses and the constructor of an instance', async () => {
    const { Date } = realm();
    class Mine extends Date {}
    const main = async () => {
      const date = new Date();
      return [date instanceof Date, new Mine() instanceof Mine, date.constructor === Date, Date.name, Date.length];
    };
    expect((await new Driver(main).start()).result).toEqual([true, true, true, 'Date', 7]);
  });

  test('outside of a run is refused', () => {
    expect(() => realm().Date.now()).toThrow('Workflow uninitialized');
  });
});

test('Math.random and crypto repeat', async () => {
  const { Math, crypto } = realm();
  const main = async () => [Math.random(), crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(3))]];
  const first = (await new Driver(main).start()).result;
  expect((await new Driver(main).start()).result).toEqual(first);
});

describe('setTimeout', () => {
  test('is a timer of the workflow of at least a millisecond, and answers its number', async () => {
    const { setTimeout } = realm() as unknown as {
      setTimeout: (fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number;
    };
    const seen: unknown[] = [];
    const main = async () => {
      seen.push(setTimeout((...args) => seen.push(args), undefined, 'a', 'b'));
      await new Promise<void>((resolve) => setTimeout(() => resolve(), 7));
      return seen;
    };
    const driver = new Driver(main);
    expect((await driver.start()).all('startTimer').map(({ delayMs }) => delayMs)).toEqual([1, 7]);
    expect((await driver.activate([fireTimer(1), fireTimer(2)])).result).toEqual([1, ['a', 'b']]);
  });

  test('is cancelled by clearTimeout; what has fired is left alone', async () => {
    const { setTimeout, clearTimeout } = realm();
    const main = async () => {
      const handle = setTimeout(() => undefined, 10);
      clearTimeout(handle);
      clearTimeout(handle);
      clearTimeout(undefined);
    };
    const outcome = await new Driver(main).start();
    expect(outcome.kinds).toEqual(['startTimer', 'cancelTimer', 'completeWorkflow']);
  });
});

test('WeakRef and FinalizationRegistry are refused', async () => {
  const { WeakRef, FinalizationRegistry } = realm();
  await expect(new Driver(async () => new WeakRef({})).start()).rejects.toThrow(
    'WeakRef cannot be used in Workflows because v8 GC is non-deterministic',
  );
  await expect(new Driver(async () => new FinalizationRegistry(() => undefined)).start()).rejects.toThrow(
    'FinalizationRegistry cannot be used in Workflows because v8 GC is non-deterministic',
  );
});
