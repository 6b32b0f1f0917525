/** A fixed number of places; somebody may wait for one to become free. */
export interface Slots {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  /** Takes a place; the caller has looked at `free`. */
  take(): void;
  release(): void;
  /** Resolves when a place is free, or the signal is aborted. */
  whenFree(signal: AbortSignal): Promise<void>;
  /** Resolves when no place is taken. */
  whenEmpty(): Promise<void>;
}

export function createSlots(total: number): Slots {
  let used = 0;
  let waiting: (() => void)[] = [];
  let emptying: (() => void)[] = [];
  return {
    total,
    get used() {
      return used;
    },
    get free() {
      return total - used;
    },
    take() {
      used += 1;
    },
    release() {
      used -= 1;
      const wake = waiting;
      waiting = [];
      for (const resolve of wake) resolve();
      if (used > 0) return;
      const done = emptying;
      emptying = [];
      for (const resolve of done) resolve();
    },
    whenFree(signal) {
      if (used < total || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const end = (): void => {
          signal.removeEventListener('abort', end);
          resolve();
        };
        signal.addEventListener('abort', end, { once: true });
        waiting.push(end);
      });
    },
    whenEmpty() {
      if (used === 0) return Promise.resolve();
      return new Promise((resolve) => emptying.push(resolve));
    },
  };
}
