/** A fixed number of places, given to those who wait in the order in which they came. */
export interface Places {
  readonly used: number;
  /** False: the signal was aborted first, and no place is taken. */
  take(signal: AbortSignal): Promise<boolean>;
  release(): void;
  /** Resolves when no place is used. */
  whenEmpty(): Promise<void>;
}

export function createPlaces(total: number): Places {
  let used = 0;
  const waiting = new Set<() => void>();
  let emptying: (() => void)[] = [];
  return {
    get used() {
      return used;
    },
    take(signal) {
      if (signal.aborted) return Promise.resolve(false);
      if (used < total) {
        used += 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const give = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(true);
        };
        const leave = (): void => {
          waiting.delete(give);
          resolve(false);
        };
        waiting.add(give);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
    release() {
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        return next();
      }
      used -= 1;
      if (used > 0) return;
      const heard = emptying;
      emptying = [];
      for (const resolve of heard) resolve();
    },
    whenEmpty() {
      if (used === 0) return Promise.resolve();
      return new Promise((resolve) => emptying.push(resolve));
    },
  };
}
