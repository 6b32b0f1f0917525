/**
 * What MeshFlow knows of one run: the steps its function has taken. A step is a call that waits (an activity, a pause, a
 * signal, a child). Their outcomes, in the order in which they came, are enough to bring the function back to where it is: that
 * is how a run goes on in a fresh one when its history gets long.
 *
 * 1. Steps are numbered in the order of the calls, which is the same on every replay.
 * 2. Outcomes are handed out again in their order; what came in one activation comes in one go.
 */
import { condition, workflowInfo } from '@perdure/workflow';
import { requireRun } from '@perdure/workflow/lib/runtime/current';
import type { Failure } from '@perdure/engine';
import { errorToWire } from '@perdure/common/lib/wire';

/** How a step ended. Short names: a long run carries many. */
export interface Outcome {
  /** Number of the step. */
  readonly n: number;
  /** What kind of step it was. */
  readonly k: string;
  /** Events before the activation that brought it: equal for what came together. */
  readonly b: number;
  readonly v?: unknown;
  readonly f?: Failure;
}

interface Waiting {
  readonly kind: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A step was taken in another order than in the run before: the function is not deterministic. */
class StepMismatchError extends Error {
  override readonly name = 'StepMismatchError';
  constructor(n: number, expected: string, found: string) {
    super(
      `Step ${n} of the workflow was ${expected} and is ${found} now: the function takes its steps in another order than before. ` +
        'Make its order depend on nothing but arguments and results.',
    );
  }
}

export class RunState {
  /** Payloads of signals by step. */
  readonly inbox = new Map<number, { readonly data: unknown }>();
  readonly outcomes: Outcome[];
  readonly #waiting = new Map<number, Waiting>();
  readonly #carried: number;
  readonly #carriedSteps: ReadonlySet<number>;
  #next = 0;
  #open = 0;
  #randoms = 0;

  constructor(carried: readonly Outcome[]) {
    this.outcomes = [...carried];
    this.#carried = carried.length;
    this.#carriedSteps = new Set(carried.map(({ n }) => n));
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.#next;
  }
  /** What the function sees was recorded by a run before. */
  get replaysEarlierRun(): boolean {
    return this.#carriedSteps.has(this.#next);
  }
  /** Steps that have not ended. */
  get open(): number {
    return this.#open + this.#waiting.size;
  }
  /** A number for one draw of a random value. */
  nextRandom(): number {
    return this.#randoms++;
  }

  /** Takes a step: `work` runs once, whatever becomes of the run; later its outcome is handed out again. */
  async step<T>(kind: string, work: (n: number) => Promise<T>): Promise<T> {
    const n = this.#next++;
    if (this.#carriedSteps.has(n)) return await this.#again<T>(n, kind);
    this.#open++;
    try {
      const v = await work(n);
      this.outcomes.push({ n, k: kind, b: workflowInfo().historyLength, v });
      return v;
    } catch (error) {
      this.outcomes.push({ n, k: kind, b: workflowInfo().historyLength, f: toFailure(error) });
      throw error;
    } finally {
      this.#open--;
    }
  }

  /** Hands out what the runs before have brought, as the function comes to ask for it. */
  async handOut(): Promise<void> {
    for (let at = 0; at < this.#carried;) {
      const { n } = this.outcomes[at] as Outcome;
      await condition(() => this.#waiting.has(n));
      at = this.#settleFrom(at);
    }
  }

  /** Settles one outcome and those that came with it and are waited for. */
  #settleFrom(from: number): number {
    const { b } = this.outcomes[from] as Outcome;
    let at = from;
    for (; at < this.#carried; at++) {
      const outcome = this.outcomes[at] as Outcome;
      const waiting = this.#waiting.get(outcome.n);
      if (outcome.b !== b || !waiting) break;
      this.#waiting.delete(outcome.n);
      settle(waiting, outcome);
    }
    return at;
  }

  #again<T>(n: number, kind: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(n, { kind, resolve: resolve as (value: unknown) => void, reject });
    });
  }
}

function settle({ kind, resolve, reject }: Waiting, { n, k, v, f }: Outcome): void {
  if (kind !== k) reject(new StepMismatchError(n, k, kind));
  else if (f === undefined) resolve(v);
  else reject(requireRun('A step ended outside of a workflow').codec.toError(f));
}

function toFailure(error: unknown): Failure {
  const { payloadConverter, failureConverter } = requireRun('A step ended outside of a workflow').codec;
  return errorToWire({ payloadConverter, failureConverter }, error);
}
