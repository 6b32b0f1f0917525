import { expect, test } from 'vitest';
import { snapshot } from '../src/runtime/snapshot';

test('is a copy that later changes do not reach', () => {
  const value = { list: [1, { deep: true }], map: new Map([['k', [1]]]), set: new Set([1]), at: new Date(5), no: null };
  const copy = snapshot(value);
  expect(copy).toEqual(value);
  value.list.push(2);
  value.map.get('k')!.push(2);
  expect(copy).toEqual({ ...value, list: [1, { deep: true }], map: new Map([['k', [1]]]) });
});

test('can always be sent: functions, symbols, cycles, errors and unreadable things', () => {
  class Mine extends RangeError {
    callback = () => 1;
  }
  const cycle: Record<string, unknown> = {
    fn: function named() {},
    symbol: Symbol('s'),
    error: new Mine('m', { cause: 1 }),
  };
  cycle.self = cycle;
  const bad = Object.defineProperty({}, 'x', {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
  const copy = snapshot([cycle, bad]) as [typeof cycle, unknown];
  expect(() => structuredClone(copy)).not.toThrow();
  expect(copy[0]).toMatchObject({ fn: '[Function: named]', symbol: 'Symbol(s)', error: { message: 'm', cause: 1 } });
  expect(copy[0].self).toBe(copy[0]);
  expect(copy[1]).toMatch(/cannot be read/);
});

test('bytes are copied out of their buffer', () => {
  const copy = snapshot(new Uint8Array([1, 2, 3, 4]).subarray(1, 3)) as Uint8Array;
  expect([...copy, copy.buffer.byteLength]).toEqual([2, 3, 2]);
});
