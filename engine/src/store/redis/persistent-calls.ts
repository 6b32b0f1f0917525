/**
 * Owns the calls in flight. A call outlives a broken connection: what may have been lost is repeated with the same
 * arguments, for scripts recognise repeats (invariant 10).
 *
 * 1. Each call settles once: with its answer, at its deadline, or when the store closes.
 * 2. Only errors that say nothing about the call itself lead to a repeat.
 */
import { isTransient, StoreClosedError, StoreUnavailableError } from './errors';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

interface Call {
  settled: boolean;
  lastError: unknown;
  reject(error: Error): void;
}

export class PersistentCalls {
  readonly #address: string;
  readonly #deadlineMs: number;
  readonly #calls = new Set<Call>();
  #closed = false;

  constructor(address: string, deadlineMs: number) {
    this.#address = address;
    this.#deadlineMs = deadlineMs;
  }

  /** @throws StoreUnavailableError at the deadline, StoreClosedError after `close`, and what the server refuses. */
  run<T>(attempt: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreClosedError());
    return new Promise<T>((resolve, reject) => {
      const call: Call = { settled: false, lastError: undefined, reject: (error) => settle(() => reject(error)) };
      const timer = setTimeout(() => call.reject(this.#unavailable(call.lastError)), this.#deadlineMs);
      const settle = (how: () => void): void => {
        if (call.settled) return;
        call.settled = true;
        clearTimeout(timer);
        this.#calls.delete(call);
        how();
      };
      this.#calls.add(call);
      void repeat(attempt, call, (value) => settle(() => resolve(value)));
    });
  }

  close(): void {
    this.#closed = true;
    for (const call of [...this.#calls]) call.reject(new StoreClosedError());
  }

  #unavailable(cause: unknown): StoreUnavailableError {
    const address = this.#address;
    const deadlineMs = this.#deadlineMs;
    const last = cause instanceof Error ? ` Last error: ${cause.message}` : '';
    return new StoreUnavailableError(
      `Redis at ${address} has not answered for ${deadlineMs} ms. The call may have been applied.${last}`,
      { address, deadlineMs },
      { cause },
    );
  }
}

async function repeat<T>(attempt: () => Promise<T>, call: Call, answer: (value: T) => void): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; !call.settled; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return answer(await attempt());
    } catch (error) {
      call.lastError = error;
      if (!isTransient(error)) return call.reject(error as Error);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
