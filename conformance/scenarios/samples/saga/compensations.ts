import { CancellationScope, log } from '@temporalio/workflow';

/** Steps back, in reverse order. One that fails is logged and does not stop the others. */
export class Compensations {
  readonly #steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.#steps.unshift(step);
  }

  async run(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      for (const step of this.#steps) {
        await step().catch((error) => log.warn('A step could not be taken back', { error }));
      }
    });
  }
}
