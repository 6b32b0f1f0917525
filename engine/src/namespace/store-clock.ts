/**
 * The store's time as this process knows it: the difference to its own clock, learnt from replies. Good to a round
 * trip; used for deadlines and cron times that rules are given, never for stamps.
 */
export interface StoreClock {
  nowMs(): number;
  learn(storeNowMs: number): void;
}

/** `exact`: the time itself, where the store is in this process. */
export function createStoreClock(exact?: () => number): StoreClock {
  if (exact) return { nowMs: exact, learn: () => undefined };
  let offsetMs = 0;
  return {
    nowMs: () => Date.now() + offsetMs,
    learn: (storeNowMs) => {
      offsetMs = storeNowMs - Date.now();
    },
  };
}
