/**
 * One run whose code lives in the main realm. Owns when an activation of it ends.
 *
 * 1. Its code runs in an async context of its own, so that whatever is executing knows its run.
 * 2. An activation ends when microtasks have drained and the run has ended, or waits for something that a later
 *    activation brings. Until then it stays open, for FOREIGN_WAIT_MS at most.
 * 3. Code that comes back from elsewhere while no activation is open may not use the workflow API: the call throws, and
 *    the next workflow task fails as nondeterministic.
 */
import type { Activation, ActivationResult } from '@perdure/engine';
import type { CreateRunOptions, WorkflowRun } from '@perdure/workflow/lib/runtime/contract';
import { createRun } from '@perdure/workflow/lib/runtime/index';
import { ForeignWaitError, LateCallError } from './errors';

/** How long workflow code may wait for something outside, in one activation. */
const FOREIGN_WAIT_MS = 5_000;
/** Turns of the event loop before the pauses between looks grow. */
const EAGER_TURNS = 10;
const LONGEST_PAUSE_MS = 20;

/** Calls a function in the async context of a run. */
export type Within = <T>(run: HostedRun, fn: () => T) => T;

export class HostedRun {
  readonly #run: WorkflowRun;
  readonly #workflowType: string;
  readonly #within: Within;
  #open = false;
  #disposed = false;
  #late: LateCallError | undefined;

  constructor(workflowType: string, options: CreateRunOptions, within: Within) {
    this.#workflowType = workflowType;
    this.#within = within;
    this.#run = createRun(options);
  }

  /** The run, for a call out of its code. @throws LateCallError while no activation is open. */
  get current(): WorkflowRun {
    if (this.#open) return this.#run;
    const error = new LateCallError(this.#workflowType);
    if (!this.#disposed) this.#late ??= error;
    throw error;
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    this.#open = true;
    try {
      if (this.#late) this.#run.failTask(this.#late);
      this.#enter(() => this.#run.activate(activation));
      await this.#settle();
      const result = this.#enter(() => this.#run.conclude());
      return this.#late && result.status === 'failed' ? { ...result, nondeterminism: true } : result;
    } finally {
      this.#open = false;
    }
  }

  reportUnhandledRejection(reason: unknown): void {
    this.#run.reportUnhandledRejection(reason);
  }

  dispose(): void {
    this.#open = true;
    try {
      this.#enter(() => this.#run.dispose());
    } finally {
      this.#open = false;
      this.#disposed = true;
    }
  }

  async #settle(): Promise<void> {
    const sinceMs = performance.now();
    for (let turn = 0; ; turn++) {
      await nextTurn(turn);
      while (this.#enter(() => this.#run.tryUnblockConditions()) > 0) await nextTurn(0);
      if (!this.#run.waitsElsewhere()) return;
      if (performance.now() - sinceMs < FOREIGN_WAIT_MS) continue;
      this.#run.failTask(new ForeignWaitError(this.#workflowType, FOREIGN_WAIT_MS));
      return;
    }
  }

  #enter<T>(fn: () => T): T {
    return this.#within(this, fn);
  }
}

/** Microtasks have drained and rejections nobody handled are reported when an immediate runs. */
function nextTurn(turn: number): Promise<void> {
  if (turn < EAGER_TURNS) return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, turn - EAGER_TURNS + 1)));
}
