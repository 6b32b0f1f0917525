/**
 * What one process has of one namespace: its store, and the parts that clients and workers share. Owns the timer loops
 * (they run while somebody needs them) and the delivery of messages.
 */
import { newId } from '../model/ids';
import { LIMITS } from '../limits';
import type { Transition } from '../model/transition';
import type { Store } from '../store/contract';
import { createApplier, type Applier } from './applier';
import { createLoops } from './loops';
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
  /** Largest payload, and largest sum of the payloads of one call, in bytes. */
  readonly maxPayloadBytes: number;
  /** What closed runs are kept for. */
  readonly retentionMs: () => number;
  setRetention(ms: number): void;
  /** The shards' timer loops run until the returned function has been called as often as this one. */
  readonly retainLoops: () => () => void;
  /** Errors of what runs behind the calls: loops and deliveries. Returns how to stop listening. */
  onError(listener: (error: unknown, context: string) => void): () => void;
  close(): Promise<void>;
}

export interface NamespaceOptions {
  /** Default 2 MiB. */
  readonly maxPayloadBytes?: number;
}

/** A namespace that knows the store's time, so that its first decisions are not made by another clock. */
export async function openNamespace(store: Store, options?: NamespaceOptions): Promise<Namespace> {
  const namespace = createNamespace(store, options);
  await namespace.applier.apply('', NOTHING);
  return namespace;
}

/** Writes nothing; its reply says the time. */
const NOTHING: Transition = { target: { workflowId: '' }, alternatives: [{ guards: [], effects: [] }] };

export function createNamespace(store: Store, options: NamespaceOptions = {}): Namespace {
  const owner = newId();
  const clock = createStoreClock(store.nowMs);
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
    maxPayloadBytes: options.maxPayloadBytes ?? LIMITS.payloadBytes,
    retentionMs,
    setRetention: (ms) => {
      retention = ms;
    },
    retainLoops: loops.retain,
    onError: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      waits.close();
      await loops.stop();
      await outboxes.idle();
      await store.close();
    },
  };
}
