/** Inboxes of the stores of one memory server: messages reach them after the call that caused them, in order. */
import type { Inbox } from '../contract';

type Listener = (runId: string, topic: string, message: string) => void;

export interface Notification {
  readonly inbox: string;
  readonly runId: string;
  readonly topic: string;
  readonly message: string;
}

export class Inboxes {
  readonly #listeners = new Map<string, Set<Listener>>();

  readonly #events = new Map<string, Set<(message: string) => void>>();

  open(id: string): Inbox {
    const listeners = new Set<Listener>();
    this.#listeners.set(id, listeners);
    return {
      id,
      onMessage: (listener) => void listeners.add(listener),
      // Nothing is ever lost in one process.
      onResubscribe: () => undefined,
    };
  }

  /** Listens to events of this name; answers what ends it. */
  subscribe(name: string, listener: (message: string) => void): () => void {
    const one = (message: string): void => listener(message);
    const listeners = this.#events.get(name) ?? new Set();
    this.#events.set(name, listeners.add(one));
    return () => void listeners.delete(one);
  }

  /** Tells all who listen now. */
  tell(name: string, message: string): void {
    for (const listener of this.#events.get(name) ?? []) queueMicrotask(() => listener(message));
  }

  close(id: string): void {
    this.#listeners.delete(id);
  }

  publish({ inbox, runId, topic, message }: Notification): void {
    const listeners = this.#listeners.get(inbox);
    if (!listeners) return;
    queueMicrotask(() => {
      for (const listener of listeners) listener(runId, topic, message);
    });
  }
}
