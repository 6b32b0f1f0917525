import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSweeper } from './sweeper';

/** As many runs as one sweep removes. */
const FULL = 200;

describe('old runs of a shard', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function sweeping(answers: readonly (number | Error)[]) {
    const controller = new AbortController();
    const calls: number[][] = [];
    const errors: unknown[] = [];
    const sweep = async (...args: [number, number, number?]): Promise<number> => {
      const answer = answers[calls.push(args as number[]) - 1] ?? 0;
      if (answer instanceof Error) throw answer;
      return Promise.resolve(answer);
    };
    const { signal } = controller;
    const sweeper = createSweeper({ store: { sweep }, shard: 3, onError: (error) => errors.push(error), signal });
    const turn = async (ms: number): Promise<void> => {
      await vi.advanceTimersByTimeAsync(ms);
      sweeper.begin();
      await vi.advanceTimersByTimeAsync(100);
    };
    return { calls, errors, turn, sweeper, controller };
  }

  it('are removed every five seconds, ten seconds after their time', async () => {
    const { calls, turn } = sweeping([]);
    await turn(0);
    expect(calls).toEqual([]);
    await turn(5_000);
    await turn(0);
    expect(calls).toEqual([[3, FULL, 10_000]]);
    await turn(5_000);
    expect(calls).toHaveLength(2);
  });

  it('are removed batch after batch while there are more', async () => {
    const { calls, turn } = sweeping([FULL, FULL, FULL - 1]);
    await turn(5_000);
    expect(calls).toHaveLength(3);
  });

  it('are left to the next holder when the process ends', async () => {
    const { calls, turn, sweeper, controller } = sweeping([FULL, FULL]);
    controller.abort();
    await turn(5_000);
    await sweeper.idle();
    expect(calls).toHaveLength(1);
  });

  it('are tried again after an error, which is reported', async () => {
    const { calls, errors, turn } = sweeping([new Error('no connection')]);
    await turn(5_000);
    await turn(5_000);
    expect(errors).toEqual([new Error('no connection')]);
    expect(calls).toHaveLength(2);
  });
});
