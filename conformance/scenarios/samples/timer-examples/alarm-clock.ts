import { CancellationScope, condition, sleep } from '@temporalio/workflow';

/** Rings at a time that can be changed until then. */
export class AlarmClock {
  #ringsAt: number;
  #changed = false;

  constructor(ringsAt: number) {
    this.#ringsAt = ringsAt;
  }

  get ringsAt(): number {
    return this.#ringsAt;
  }

  set(ringsAt: number): void {
    this.#ringsAt = ringsAt;
    this.#changed = true;
  }

  async untilItRings(): Promise<void> {
    for (;;) {
      this.#changed = false;
      if (!(await condition(() => this.#changed, Math.max(1, this.#ringsAt - Date.now())))) return;
    }
  }
}

/** The first of both; the other is cancelled. */
export async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T | 'too late'> {
  const scope = new CancellationScope();
  try {
    return await scope.run(() => Promise.race([work(), sleep(limitMs).then(() => 'too late' as const)]));
  } finally {
    scope.cancel();
  }
}
