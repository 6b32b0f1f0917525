/**
 * AbortController for workflow code: listeners run at once and in order, and what they throw reaches the caller of
 * `abort` (the host's own would crash the thread later).
 */
type Listener = ((event: AbortEvent) => void) | { handleEvent(event: AbortEvent): void };

interface AbortEvent {
  readonly type: 'abort';
  readonly target: AbortSignal;
}

class AbortError extends Error {
  override readonly name = 'AbortError';
  readonly code = 20;
}

class AbortSignal {
  onabort: ((event: AbortEvent) => void) | null = null;
  #aborted = false;
  #reason: unknown = undefined;
  readonly #listeners = new Map<Listener, { once: boolean }>();

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  addEventListener(type: string, listener: Listener | null, options?: { once?: boolean } | boolean): void {
    if (type !== 'abort' || !listener || this.#listeners.has(listener)) return;
    this.#listeners.set(listener, { once: typeof options === 'object' && options.once === true });
  }

  removeEventListener(type: string, listener: Listener): void {
    if (type === 'abort') this.#listeners.delete(listener);
  }

  static abort(reason?: unknown): AbortSignal {
    const controller = new AbortController();
    controller.abort(reason);
    return controller.signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const controller = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) controller.abort(signal.reason);
      else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
    }
    return controller.signal;
  }

  static fire(this: void, signal: AbortSignal, reason: unknown): void {
    if (signal.#aborted) return;
    signal.#aborted = true;
    signal.#reason = reason ?? new AbortError('This operation was aborted');
    const event: AbortEvent = { type: 'abort', target: signal };
    signal.onabort?.(event);
    for (const [listener, { once }] of [...signal.#listeners]) {
      if (once) signal.#listeners.delete(listener);
      if (typeof listener === 'function') listener.call(signal, event);
      else listener.handleEvent(event);
    }
  }
}

const fire = AbortSignal.fire;
Reflect.deleteProperty(AbortSignal, 'fire');

export class AbortController {
  readonly signal = new AbortSignal();

  abort(reason?: unknown): void {
    fire(this.signal, reason);
  }
}
