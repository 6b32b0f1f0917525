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
