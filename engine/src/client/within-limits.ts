/**
 * The limits of a call: its deadline and its caller's signal. They end the caller's wait; a call that is on its way to
 * the store goes on and may still be applied, which the error says.
 */
import { EngineError } from '../errors';
import { atDeadline } from '../namespace/at-deadline';
import type { CallOptions } from './contract';

/** What a caller whose wait ended early has to know about doing it again. */
export type Repeat = 'reads' | 'sameRequestId' | 'sameUpdateId' | 'firstWins' | 'heartbeats';

const ADVICE = {
  reads: 'Nothing was changed by it.',
  sameRequestId: 'It may have been applied; a repeat with the same request id is safe and gets the first outcome.',
  sameUpdateId: 'It may have been applied; a repeat with the same update id is safe and finds the same update.',
  heartbeats: 'It may have been applied; a repeat is safe.',
  firstWins: 'It may have been applied; a repeat is safe, and answered with NOT_FOUND if it was.',
} satisfies Record<Repeat, string>;

/** Runs a call; `what` begins its error messages. Without limits nothing is added: no timer, no promise. */
export function withinLimits<T>(
  options: CallOptions | undefined,
  what: string,
  repeat: Repeat,
  run: () => Promise<T>,
): Promise<T> {
  if (options?.deadlineMs === undefined && options?.abortSignal === undefined) return run();
  const { deadlineMs, abortSignal } = options;
  if (abortSignal?.aborted) return Promise.reject(unsent('CANCELLED', `${what} was cancelled by its caller`));
  if (deadlineMs !== undefined && deadlineMs <= Date.now()) {
    return Promise.reject(unsent('DEADLINE_EXCEEDED', `The deadline of the call had passed: ${what}`));
  }
  return race(options, what, repeat, run());
}

function race<T>(
  { deadlineMs, abortSignal }: CallOptions,
  what: string,
  repeat: Repeat,
  running: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => {
      end();
      reject(new EngineError('DEADLINE_EXCEEDED', `${what} was not answered before its deadline. ${ADVICE[repeat]}`));
    };
    const aborted = (): void => {
      end();
      reject(new EngineError('CANCELLED', `${what} was cancelled by its caller. ${ADVICE[repeat]}`));
    };
    const forgetDeadline = atDeadline(deadlineMs, late);
    const end = (): void => {
      forgetDeadline();
      abortSignal?.removeEventListener('abort', aborted);
    };
    abortSignal?.addEventListener('abort', aborted, { once: true });
    running.finally(end).then(resolve, reject);
  });
}

function unsent(code: 'CANCELLED' | 'DEADLINE_EXCEEDED', reason: string): EngineError {
  return new EngineError(code, `${reason}. Nothing was sent`);
}
