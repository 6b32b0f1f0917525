/**
 * Removes closed runs whose retention has ended, for the process that holds a shard's lease. Two at once do no harm.
 *
 * 1. A run is removed only GRACE_MS after its retention: whoever waits for its end looks again every 5 s, and finds it.
 * 2. Runs go as fast as they come: a full batch is followed by the next one, with a pause in which others are served.
 */
import type { Store } from '../store/contract';
import { delay } from './delay';

const EVERY_MS = 5_000;
const GRACE_MS = 10_000;
const BATCH = 200;
const PAUSE_MS = 10;

export interface Sweeper {
  /** Begins a sweep if one is due; does not wait for it. */
  begin(): void;
  /** Resolves when no sweep is under way. */
  idle(): Promise<void>;
}

interface SweeperOptions {
  readonly store: Pick<Store, 'sweep'>;
  readonly shard: number;
  readonly onError: (error: unknown, context: string) => void;
  readonly signal: AbortSignal;
}

export function createSweeper({ store, shard, onError, signal }: SweeperOptions): Sweeper {
  let nextMs = Date.now() + EVERY_MS;
  let sweeping: Promise<void> | undefined;
  async function sweep(): Promise<void> {
    while ((await store.sweep(shard, BATCH, GRACE_MS)) === BATCH && !signal.aborted) await delay(PAUSE_MS, signal);
  }
  return {
    begin() {
      if (sweeping || Date.now() < nextMs) return;
      nextMs = Date.now() + EVERY_MS;
      sweeping = sweep()
        .catch((error: unknown) => {
          if (!signal.aborted) onError(error, `removing old runs of shard ${shard}`);
        })
        .finally(() => (sweeping = undefined));
    },
    idle: async () => sweeping,
  };
}
