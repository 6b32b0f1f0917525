import { waitFor } from '@perdure/testkit';
import { describe, expect, it } from 'vitest';
import { mapConcurrently } from './map-concurrently';

async function* numbers(count: number, log: string[] = []): AsyncGenerator<number> {
  try {
    for (let n = 0; n < count; n++) yield n;
  } finally {
    log.push('ended');
  }
}

describe('mapping concurrently', () => {
  it('brings every result once, the first ready first', async () => {
    const found: number[] = [];
    const slowFirst = async (n: number): Promise<number> => {
      for (let turns = n === 0 ? 50 : 0; turns > 0; turns--) await Promise.resolve();
      return n;
    };
    for await (const n of mapConcurrently(numbers(6), slowFirst, { concurrency: 2 })) found.push(n);
    expect([...found].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found[0]).not.toBe(0);
  });

  it('runs so many at a time, and begins none while enough results wait', async () => {
    let running = 0;
    let most = 0;
    let begun = 0;
    const map = async (n: number): Promise<number> => {
      begun++;
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return n;
    };
    const mapped = mapConcurrently(numbers(100), map, { concurrency: 3, bufferLimit: 4 });
    await mapped.next();
    await waitFor(() => running === 0 && begun >= 5);
    expect(most).toBeLessThanOrEqual(3);
    expect(begun).toBeLessThanOrEqual(1 + 4 + 3);
    await mapped.return();
  });

  it('ends its source when a mapping fails and when the consumer stops', async () => {
    const log: string[] = [];
    const failing = mapConcurrently(numbers(9, log), (n) =>
      n === 2 ? Promise.reject(new Error('two')) : Promise.resolve(n),
    );
    await expect(
      (async () => {
        for await (const _ of failing);
      })(),
    ).rejects.toThrow('two');
    const stopped = mapConcurrently(numbers(9, log), (n) => Promise.resolve(n));
    await stopped.next();
    await stopped.return();
    expect(log).toEqual(['ended', 'ended']);
  });

  it('refuses numbers that make no sense', async () => {
    await expect(mapConcurrently(numbers(1), (n) => Promise.resolve(n), { concurrency: 0 }).next()).rejects.toThrow(
      'concurrency is 0',
    );
  });
});
