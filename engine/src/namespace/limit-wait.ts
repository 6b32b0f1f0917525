import type { CallOptions } from '../client/contract';
import { EngineError } from '../errors';
import { atDeadline } from './at-deadline';

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
  const forgetDeadline = atDeadline(deadlineMs, late);
  abortSignal?.addEventListener('abort', aborted, { once: true });
  const stop: Stop = Object.assign(
    () => {
      forgetDeadline();
      abortSignal?.removeEventListener('abort', aborted);
    },
    { stopped: abortSignal?.aborted ?? false },
  );
  if (stop.stopped) queueMicrotask(aborted);
  return stop;
}
