import { LIMITS } from '../../limits';
import type { ActivityCancelReason } from '../contract';

/** One request to stop: the first reason stays, and whoever listens hears it once. */
export interface Stop {
  readonly reason: ActivityCancelReason | undefined;
  readonly signal: AbortSignal;
  readonly request: (reason: ActivityCancelReason) => void;
  /** Calls back at once when it has been requested. Returns how to stop listening. */
  onRequest(listener: (reason: ActivityCancelReason) => void): () => void;
}

export function createStop(): Stop {
  const abort = new AbortController();
  let reason: ActivityCancelReason | undefined;
  return {
    get reason() {
      return reason;
    },
    signal: abort.signal,
    request(asked) {
      if (reason) return;
      reason = asked;
      abort.abort();
    },
    onRequest(listener) {
      const heard = (): void => listener(reason!);
      if (reason) heard();
      else abort.signal.addEventListener('abort', heard, { once: true });
      return () => abort.signal.removeEventListener('abort', heard);
    },
  };
}

/** Calls back after the delay, unless it is longer than any task lasts. Returns how to take it back. */
export function after(delayMs: number | undefined, then: () => void): () => void {
  if (delayMs === undefined || delayMs > LIMITS.timerMs) return () => undefined;
  const timer = setTimeout(then, delayMs);
  return () => clearTimeout(timer);
}

/** Waits; false when it was stopped before. */
export function pause(delayMs: number, stop: Stop): Promise<boolean> {
  return new Promise((resolve) => {
    const takeBack = after(delayMs, () => {
      forget();
      resolve(true);
    });
    const forget = stop.onRequest(() => {
      takeBack();
      resolve(false);
    });
  });
}
