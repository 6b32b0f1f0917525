import type { ApplyResult, Transition } from '../model/transition';
import type { Store } from '../store/contract';
import { shardOf } from '../store/shards';
import type { StoreClock } from './store-clock';

/** Applies transitions where they belong, and sees to what they leave behind: messages to deliver. */
export interface Applier {
  /** `workflowId` says the shard; every run a transition names has the same one. */
  apply(workflowId: string, transition: Transition): Promise<ApplyResult>;
  shardOf(workflowId: string): number;
}

export function createApplier(
  store: Store,
  clock: StoreClock,
  onOutbox: (shard: number, runId: string) => void,
): Applier {
  const of = (workflowId: string): number => shardOf(store.namespace, workflowId, store.shards);
  return {
    shardOf: of,
    async apply(workflowId, transition) {
      const shard = of(workflowId);
      const result = await store.apply(shard, transition);
      clock.learn(result.nowMs);
      if (result.outcome === 'applied') {
        for (const runId of result.outboxes) onOutbox(shard, runId);
      }
      return result;
    },
  };
}
