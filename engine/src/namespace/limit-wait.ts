import type { CallOptions } from '../client/contract';
import { EngineError } from '../errors';

/** Ends the watch over a wait. `stopped`: the caller had given up before it began. */
export interface Stop {
  (): void;
  stopped: boolean;
}

/** Ends a wait at its deadline or when it is aborted. */
export function limitWait(
  { deadlineMs, abortSignal }: CallOptions,
  what: string,
  fail: (error: EngineError) => void,
): Stop {
  const aborted = (): void => fail(new EngineError('CANCELLED', `Waiting for ${what} was cancelled by its caller.`));
  const late = (): void => fail(new EngineError('DEADLINE_EXCEEDED', `No answer in time while waiting for ${what}.`));
  const timer =
    deadlineMs === undefined
      ? undefined
      : setTimeout(late, Math.min(2 ** 31 - 1, Math.max(0, deadlineMs - Date.now())));
  abortSignal?.addEventListener('abort', aborted, { once: true });
  const stop: Stop = Object.assign(
    () => {
      clearTimeout(timer);
      abortSignal?.removeEventListener('abort', aborted);
    },
    { stopped: abortSignal?.aborted ?? false },
  );
  if (stop.stopped) queueMicrotask(aborted);
  return stop;
}
