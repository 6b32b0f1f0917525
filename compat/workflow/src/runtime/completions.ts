import { IllegalStateError } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import type { TypeInfo } from '@temporalio/common/lib/type-info';
import type { Place } from './place';

/** What waits for a later job. */
export interface Completion {
  // The value is whatever the payload says.
  readonly resolve: (value?: any) => void;
  readonly reject: (reason: unknown) => void;
  readonly context?: SerializationContext;
  readonly outputType?: TypeInfo;
  /** Where workflow code asked for it. */
  readonly at?: Place;
}

/** Things asked for by sequence number, each resolved by one job. */
class Pending {
  readonly #waiting = new Map<number, Completion>();

  has(seq: number): boolean {
    return this.#waiting.has(seq);
  }
  add(seq: number, completion: Completion): void {
    this.#waiting.set(seq, completion);
  }
  delete(seq: number): boolean {
    return this.#waiting.delete(seq);
  }
  values(): Iterable<Completion> {
    return this.#waiting.values();
  }

  /** Removes and returns; undefined when it is gone (a timer that was cancelled before its firing arrived). */
  takeIfThere(seq: number): Completion | undefined {
    const completion = this.#waiting.get(seq);
    this.#waiting.delete(seq);
    return completion;
  }

  /** Removes and returns. Throws `IllegalStateError` when nothing waits under this number. */
  take(seq: number): Completion {
    const completion = this.takeIfThere(seq);
    if (completion === undefined) throw new IllegalStateError(`No completion for taskSeq ${seq}`);
    return completion;
  }
}

/** Every family of things that a run waits for. */
export class Completions {
  readonly timer = new Pending();
  readonly activity = new Pending();
  readonly childStart = new Pending();
  readonly child = new Pending();
  readonly signalExternal = new Pending();
  readonly cancelExternal = new Pending();

  any(): boolean {
    return this.all()[Symbol.iterator]().next().done !== true;
  }

  /** All of them, in the order of the families. */
  *all(): Iterable<Completion> {
    yield* this.timer.values();
    yield* this.activity.values();
    yield* this.childStart.values();
    yield* this.child.values();
    yield* this.signalExternal.values();
    yield* this.cancelExternal.values();
  }
}
