/**
 * Work that runs while somebody needs it.
 *
 * 1. It runs once at a time: a new run begins when the previous one has ended.
 * 2. After `stop` it never runs again.
 */
import { setMaxListeners } from 'node:events';

export interface Loops {
  /** Needs the loops until the returned function has been called. */
  readonly retain: () => () => void;
  readonly stop: () => Promise<void>;
}

/** `run` ends when its signal is aborted; it never rejects. */
export function createLoops(run: (signal: AbortSignal) => Promise<unknown>): Loops {
  let users = 0;
  let stopped = false;
  let running: AbortController | undefined;
  let done: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    running?.abort();
    running = undefined;
  };
  const begin = (): void => {
    if (running || stopped) return;
    const abort = new AbortController();
    setMaxListeners(0, abort.signal);
    running = abort;
    done = done.then(() => (abort.signal.aborted ? undefined : run(abort.signal)));
  };
  return {
    retain() {
      users += 1;
      begin();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        users -= 1;
        if (users === 0) end();
      };
    },
    async stop() {
      stopped = true;
      end();
      await done;
    },
  };
}
