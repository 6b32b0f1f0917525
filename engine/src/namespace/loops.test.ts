import { describe, expect, it } from 'vitest';
import { createLoops } from './loops';

/** Work that ends when it is told to, one microtask later; counts how often it runs at once. */
function work() {
  const seen = { now: 0, most: 0, begun: 0 };
  const run = async (signal: AbortSignal): Promise<void> => {
    seen.begun += 1;
    seen.most = Math.max(seen.most, (seen.now += 1));
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    seen.now -= 1;
  };
  return { seen, loops: createLoops(run) };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('loops', () => {
  it('run while somebody needs them', async () => {
    const { seen, loops } = work();
    const [one, two] = [loops.retain(), loops.retain()];
    await turn();
    one();
    one();
    await turn();
    expect(seen.now).toBe(1);
    two();
    await turn();
    expect(seen).toEqual({ now: 0, most: 1, begun: 1 });
  });

  it('that are needed again while they end run once at a time', async () => {
    const { seen, loops } = work();
    const first = loops.retain();
    await turn();
    first();
    loops.retain();
    await turn();
    expect(seen).toEqual({ now: 1, most: 1, begun: 2 });
    await loops.stop();
  });

  it('that were stopped never run again', async () => {
    const { seen, loops } = work();
    loops.retain();
    await turn();
    await loops.stop();
    loops.retain();
    await turn();
    expect(seen).toMatchObject({ now: 0, begun: 1 });
  });
});
