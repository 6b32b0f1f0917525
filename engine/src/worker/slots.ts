/**
 * A fixed number of places. What a call in flight may bring has its places reserved before the call, so that polls and
 * eager offers together never bring more than there is room for.
 */
export interface Slots {
  readonly total: number;
  readonly used: number;
  /** Neither used nor reserved. */
  readonly free: number;
  /** The caller has looked at `free`. */
  reserve(count: number): void;
  /** Gives back reserved places that were not needed. */
  unreserve(count: number): void;
  /** A task begins in a reserved place. */
  begin(): void;
  /** A task has ended. */
  end(): void;
  /** Resolves when a place is free, or the signal is aborted. */
  whenFree(signal?: AbortSignal): Promise<void>;
  /** Resolves when no place is used. */
  whenEmpty(): Promise<void>;
}

export function createSlots(total: number): Slots {
  let used = 0;
  let reserved = 0;
  let waiting: (() => void)[] = [];
  let emptying: (() => void)[] = [];
  const wake = (): void => {
    if (used + reserved < total) waiting = resolveAll(waiting);
    if (used === 0) emptying = resolveAll(emptying);
  };
  return {
    total,
    get used() {
      return used;
    },
    get free() {
      return total - used - reserved;
    },
    reserve(count) {
      reserved += count;
    },
    unreserve(count) {
      reserved -= count;
      wake();
    },
    begin() {
      reserved -= 1;
      used += 1;
    },
    end() {
      used -= 1;
      wake();
    },
    whenFree(signal) {
      if (used + reserved < total || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const end = (): void => {
          signal?.removeEventListener('abort', end);
          resolve();
        };
        signal?.addEventListener('abort', end, { once: true });
        waiting.push(end);
      });
    },
    whenEmpty() {
      if (used === 0) return Promise.resolve();
      return new Promise((resolve) => emptying.push(resolve));
    },
  };
}

function resolveAll(list: readonly (() => void)[]): (() => void)[] {
  for (const resolve of list) resolve();
  return [];
}
