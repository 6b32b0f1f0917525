/** How many things may begin now, at so many a second; a token bucket of one second's worth. */
export interface Rate {
  available(): number;
  take(count: number): void;
  /** Milliseconds until at least one may begin. */
  waitMs(): number;
}

export function createRate(perSecond: number | undefined): Rate {
  if (perSecond === undefined || !Number.isFinite(perSecond)) {
    return { available: () => Infinity, take: () => undefined, waitMs: () => 0 };
  }
  const capacity = Math.max(1, perSecond);
  let tokens = capacity;
  let at = performance.now();
  const refill = (): void => {
    const now = performance.now();
    tokens = Math.min(capacity, tokens + ((now - at) / 1_000) * perSecond);
    at = now;
  };
  return {
    available: () => {
      refill();
      return Math.floor(tokens);
    },
    take: (count) => {
      tokens -= count;
    },
    waitMs: () => {
      refill();
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000);
    },
  };
}
