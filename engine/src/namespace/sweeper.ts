/**
 * Removes closed runs whose retention has ended, for the process that holds a shard's lease. Two at once do no harm.
 *
 * 1. A run is removed only GRACE_MS after its retention: whoever waits for its end looks again every 5 s, and finds it.
 * 2. Runs go as fast as they come: a full batch is followed by the next one, with a pause in which others are served.
 */
import type { Store } from '../store/contract';
import { type Chore, createChore } from './chore';
import { delay } from './delay';

const EVERY_MS = 5_000;
const GRACE_MS = 10_000;
const BATCH = 200;
const PAUSE_MS = 10;

interface SweeperOptions {
  readonly store: Pick<Store, 'sweep'>;
  readonly shard: number;
  readonly onError: (error: unknown, context: string) => void;
  readonly signal: AbortSignal;
}

export function createSweeper({ store, shard, onError, signal }: SweeperOptions): Chore {
  return createChore({
    everyMs: EVERY_MS,
    async work() {
      while ((await store.sweep(shard, BATCH, GRACE_MS)) === BATCH && !signal.aborted) await delay(PAUSE_MS, signal);
      return undefined;
    },
    onError(error) {
      if (!signal.aborted) onError(error, `removing old runs of shard ${shard}`);
    },
  });
}
