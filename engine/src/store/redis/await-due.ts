/** How the timer loop sleeps: until something is due, or rung for, and never on behalf of another process's loop. */
import type { Shard } from './shard';

export interface Sleep {
  /** Whether this process runs the loop. Who does not only lets time pass: the bell is not its to take. */
  readonly held: boolean;
  /** Store time. */
  readonly untilMs: number;
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

export async function awaitDue(shard: Shard, { held, untilMs, maxWaitMs, signal }: Sleep): Promise<void> {
  if (signal?.aborted) return;
  if (!held) return pause(maxWaitMs, signal);
  const [nowMs, wakeMs] = (await shard.run('sleep', { untilMs })) as [number, number];
  await shard.awaitLoopBell(Math.min(wakeMs - nowMs, maxWaitMs), signal);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
