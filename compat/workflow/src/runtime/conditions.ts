import type { Place } from './place';

interface BlockedCondition {
  readonly fn: () => boolean;
  readonly resolve: () => void;
  readonly at?: Place;
}

/** Conditions that were false so far, in the order in which they were made. */
export class Conditions {
  #next = 1;
  readonly #blocked = new Map<number, BlockedCondition>();

  /** Takes the number of the next condition. */
  nextSeq(): number {
    return this.#next++;
  }
  add(seq: number, condition: BlockedCondition): void {
    this.#blocked.set(seq, condition);
  }
  delete(seq: number): void {
    this.#blocked.delete(seq);
  }
  any(): boolean {
    return this.#blocked.size > 0;
  }
  values(): Iterable<BlockedCondition> {
    return this.#blocked.values();
  }

  /**
   * Evaluates the conditions in order until a round unblocks none; answers how many were unblocked. Continuations run
   * later, as microtasks: the first one cannot falsify a condition evaluated in the same round.
   */
  unblock(): number {
    let unblocked = 0;
    for (;;) {
      const before = unblocked;
      for (const [seq, condition] of this.#blocked) {
        if (!condition.fn()) continue;
        condition.resolve();
        this.#blocked.delete(seq);
        unblocked++;
      }
      if (unblocked === before) return unblocked;
    }
  }
}
