import * as ours from '@perdure/client';
import * as real from '@temporalio/client';
import { describe, expect, it } from 'vitest';

/** Ours beyond the original's. */
const OWN = ['NotSupportedError', 'PayloadTooLargeError', 'ServiceNotAvailableError'];

it('has every name of the original, and few of its own', () => {
  expect(Object.keys(ours).sort()).toEqual([...Object.keys(real), ...OWN].sort());
});

describe('values', () => {
  const isData = (value: unknown) => typeof value !== 'function' && typeof value !== 'symbol';
  const data = Object.entries(real).filter(
    ([name, value]) => isData(value) && !/Service$|defaultPayloadConverter/.test(name),
  );

  it.each(data)('%s is the same', (name, value) => {
    expect((ours as Record<string, unknown>)[name]).toEqual(value);
  });

  it('enums are encoded and decoded as in the original', () => {
    const coders = Object.entries(real).filter(([name]) => /^(en|de)code[A-Z]/.test(name));
    expect(coders.length).toBeGreaterThan(20);
    const enums = data.map(([, value]) => value).filter((value) => typeof value === 'object') as object[];
    const inputs = [undefined, null, 0, 1, 2, 3, 4, 5, 6, 7, 99, ...enums.flatMap((value) => Object.keys(value))];
    for (const [name, coder] of coders) {
      const mine = (ours as Record<string, unknown>)[name];
      for (const input of inputs) expect([name, input, tried(mine, input)]).toEqual([name, input, tried(coder, input)]);
    }
  });
});

function tried(coder: unknown, input: unknown): unknown {
  try {
    return (coder as (value: unknown) => unknown)(input);
  } catch (error) {
    return (error as Error).name;
  }
}

describe('errors', () => {
  const isError = (value: unknown): value is new (...args: unknown[]) => Error =>
    typeof value === 'function' && value.prototype instanceof Error;
  const errors = Object.entries(real).filter(([, value]) => isError(value));

  it.each(errors)('%s is recognised across packages', (name, type) => {
    const mine = (ours as Record<string, unknown>)[name] as new (...args: unknown[]) => Error;
    const error = new mine('message', 'b', 'c');
    expect(error).toBeInstanceOf(type);
    expect(error.name).toBe(new (type as typeof mine)('message', 'b', 'c').name);
  });
});
