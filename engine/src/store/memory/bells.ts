/**
 * Wake-ups. A bell is a list key with at most one token (docs/store-semantics.md); whoever waits on it takes the
 * token, the longest waiting first, as BLPOP does.
 */
import { keyName } from './key-names';
import type { Clock } from './clock';
import type { Keyspace } from './keyspace';

interface Waiter {
  readonly keys: readonly string[];
  readonly wake: () => void;
}

export interface Wait {
  readonly keys: readonly string[];
  readonly timeoutMs: number;
  /** Any of these ends the wait. */
  readonly signals: readonly AbortSignal[];
}

export class Bells {
  readonly #keys: Keyspace;
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();

  constructor(keys: Keyspace, clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  ring(key: string): void {
    if (!this.#keys.has(key)) this.#keys.push(key, '1');
  }

  /** Hands tokens to those who wait for them. Called after a script has ended, never in the middle of one. */
  serve(): void {
    for (const waiter of this.#waiters) {
      const key = waiter.keys.find((one) => this.#keys.has(one));
      if (key === undefined) continue;
      this.#keys.delete(key);
      waiter.wake();
    }
  }

  /** Resolves with a token taken, after the timeout, or when a signal is aborted. */
  wait({ keys, timeoutMs, signals }: Wait): Promise<void> {
    return new Promise((resolve) => {
      if (signals.some((signal) => signal.aborted)) return resolve();
      const wake = (): void => {
        this.#waiters.delete(waiter);
        cancelTimer();
        for (const signal of signals) signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiter: Waiter = { keys, wake };
      const cancelTimer = this.#clock.setTimer(timeoutMs, wake);
      for (const signal of signals) signal.addEventListener('abort', wake);
      this.#waiters.add(waiter);
      this.serve();
    });
  }
}

export const LOOP_BELL = keyName('loopBell');
export const LOOP_FREE = keyName('loopFree');
