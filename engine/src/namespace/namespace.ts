/**
 * What one process has of one namespace: its store, and the parts that clients and workers share. Owns the timer loops
 * (they run while somebody needs them) and the delivery of messages.
 */
import { newId } from '../model/ids';
import { LIMITS } from '../limits';
import type { Store } from '../store/contract';
import { createApplier, type Applier } from './applier';
import { createOutboxes, type Outboxes } from './outboxes';
import { createStoreClock, type StoreClock } from './store-clock';
import { runTimerLoop } from './timer-loop';
import { createWaits, type Waits } from './waits';

export interface Namespace {
  readonly store: Store;
  readonly clock: StoreClock;
  readonly applier: Applier;
  readonly outboxes: Outboxes;
  readonly waits: Waits;
  /** What closed runs are kept for. */
  readonly retentionMs: () => number;
  setRetention(ms: number): void;
  /** The shards' timer loops run until the returned function has been called as often as this one. */
  retainLoops(): () => void;
  onError(listener: (error: unknown, context: string) => void): void;
  close(): Promise<void>;
}

export function createNamespace(store: Store): Namespace {
  const owner = newId();
  const clock = createStoreClock();
  const listeners = new Set<(error: unknown, context: string) => void>();
  const report = (error: unknown, context: string): void => {
    for (const listener of listeners) listener(error, context);
  };
  let retention: number = LIMITS.retentionMs;
  const retentionMs = (): number => retention;
  const outboxes: Outboxes = createOutboxes({ store, owner, applier: () => applier, retentionMs, onError: report });
  const applier: Applier = createApplier(store, clock, outboxes.deliver);
  const loops = createLoops((signal) =>
    Promise.all(
      Array.from({ length: store.shards }, (_, shard) =>
        runTimerLoop({ store, shard, owner, applier, outboxes, retentionMs, onError: report }, signal),
      ),
    ),
  );
  const waits = createWaits(store, applier, loops.retain);
  return {
    store,
    clock,
    applier,
    outboxes,
    waits,
    retentionMs,
    setRetention: (ms) => {
      retention = ms;
    },
    retainLoops: loops.retain,
    onError: (listener) => listeners.add(listener),
    async close() {
      waits.close();
      await loops.stop();
      await outboxes.idle();
      await store.close();
    },
  };
}

interface Loops {
  readonly retain: () => () => void;
  stop(): Promise<void>;
}

function createLoops(run: (signal: AbortSignal) => Promise<unknown>): Loops {
  let users = 0;
  let running: { abort: AbortController; done: Promise<unknown> } | undefined;
  const stop = async (): Promise<void> => {
    const current = running;
    running = undefined;
    current?.abort.abort();
    await current?.done;
  };
  return {
    retain: () => {
      users += 1;
      if (!running) {
        const abort = new AbortController();
        running = { abort, done: run(abort.signal) };
      }
      let released = false;
      return () => {
        if (released) return;
        released = true;
        users -= 1;
        if (users === 0) void stop();
      };
    },
    stop,
  };
}
