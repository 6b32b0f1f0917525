import { condition } from '@temporalio/workflow';

/** One after the other, in the order in which they asked. */
export class Lock {
  #next = 0;
  #serving = 0;

  async runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const ticket = this.#next++;
    await condition(() => this.#serving === ticket);
    try {
      return await work();
    } finally {
      this.#serving++;
    }
  }
}
