/**
 * Owns the waiting connection of one shard: every wait of the process for a bell of that shard shares one BLPOP.
 *
 * 1. At most one BLPOP is out. It covers the keys of all waiters at the time it began, and the store's own wake key.
 * 2. A new key, or a waiter that gives up, ends the BLPOP through the wake key: no other connection state is needed.
 * 3. A token that nobody waits for any more is given back.
 * 4. When the connection breaks, a token may be lost with it: every waiter is woken to look for itself.
 */
import type { Client } from './clients';

interface Waiter {
  readonly keys: readonly string[];
  readonly untilMs: number;
  wake(): void;
}

export interface WaitingOptions {
  readonly client: Client;
  /** A list that only this connection listens to. */
  readonly wakeKey: string;
  /** Pushes to the wake key, over another connection. */
  readonly interrupt: () => Promise<unknown>;
  /** Gives a token back to the bell it was taken from. */
  readonly giveBack: (key: string) => Promise<unknown>;
}

/** The server's answer may be late by this much before the connection counts as lost. */
const GRACE_MS = 2_000;
const PAUSE_AFTER_ERROR_MS = 200;

export class Waiting {
  readonly #options: WaitingOptions;
  readonly #waiters = new Set<Waiter>();
  /** Keys of the BLPOP that is out. */
  #covered: ReadonlySet<string> | undefined;
  #interrupting = false;
  #running = false;
  #closed = false;

  constructor(options: WaitingOptions) {
    this.#options = options;
    options.client.on('close', () => this.#wakeAll());
  }

  /** Resolves when one of the lists had a token (which is taken), when the time has passed, or at the abort. */
  wait(keys: readonly string[], timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#closed || signal?.aborted || timeoutMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter: Waiter = { keys, untilMs: performance.now() + timeoutMs, wake: () => done() };
      const timer = setTimeout(() => done(), timeoutMs);
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        this.#waiters.delete(waiter);
        if (signal?.aborted) this.#interrupt();
        resolve();
      };
      signal?.addEventListener('abort', done);
      this.#waiters.add(waiter);
      if (!this.#running) void this.#run();
      else if (this.#covered && keys.some((key) => !this.#covered?.has(key))) this.#interrupt();
    });
  }

  close(): void {
    this.#closed = true;
    this.#wakeAll();
    this.#options.client.disconnect();
  }

  #wakeAll(): void {
    for (const waiter of [...this.#waiters]) waiter.wake();
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Waiters of the same turn share the first BLPOP.
    await Promise.resolve();
    while (this.#waiters.size > 0 && !this.#closed) {
      try {
        const key = await this.#pop();
        if (key !== undefined && key !== this.#options.wakeKey) this.#hand(key);
      } catch {
        this.#wakeAll();
        await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR_MS));
      }
    }
    this.#running = false;
  }

  /** The list that had a token. */
  async #pop(): Promise<string | undefined> {
    const waiters = [...this.#waiters];
    const keys = new Set(waiters.flatMap((waiter) => waiter.keys));
    const timeoutMs = Math.max(20, Math.max(...waiters.map((waiter) => waiter.untilMs)) - performance.now());
    this.#covered = keys;
    // An interruption was meant for the BLPOP before: one that comes late only ends this one early.
    this.#interrupting = false;
    try {
      const popped = await answerOrLost(
        this.#options.client,
        this.#options.client.blpop(this.#options.wakeKey, ...keys, Math.ceil(timeoutMs) / 1_000),
        timeoutMs + GRACE_MS,
      );
      return popped?.[0];
    } finally {
      this.#covered = undefined;
    }
  }

  #hand(key: string): void {
    for (const waiter of this.#waiters) {
      if (waiter.keys.includes(key)) return waiter.wake();
    }
    this.#options.giveBack(key).catch(() => {});
  }

  #interrupt(): void {
    if (this.#interrupting || !this.#covered || this.#closed) return;
    this.#interrupting = true;
    this.#options.interrupt().catch(() => void (this.#interrupting = false));
  }
}

/**
 * ioredis never settles a command of a broken connection that it does not resend, so its end is watched here. A connection
 * that has fallen silent is replaced.
 */
function answerOrLost<T>(client: Client, answer: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      client.off('close', lost);
    };
    const lost = (): void => {
      end();
      reject(new Error('The waiting connection was lost'));
    };
    const late = (): void => {
      client.disconnect(true);
      lost();
    };
    const timer = setTimeout(late, timeoutMs);
    client.on('close', lost);
    answer.then(
      (value) => (end(), resolve(value)),
      (error: Error) => (end(), reject(error)),
    );
  });
}
