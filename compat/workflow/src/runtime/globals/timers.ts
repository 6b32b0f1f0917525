import { sleep } from '../../api/sleep';
import { CancellationScope } from '../../cancellation-scope';
import { SdkFlags } from '../../flags';
import { requireRun } from '../current';

const run = () => requireRun('Workflow uninitialized');

/** A timer of the workflow, at least one millisecond; answers its number. Cancelled with the scope it is made in. */
function setTimeout(callback: (...args: unknown[]) => unknown, ms?: number, ...args: unknown[]): number {
  if (!run().hasFlag(SdkFlags.NonCancellableScopesAreShieldedFromPropagation)) return bareTimer(callback, ms, args);
  const { timeouts, nextSeq } = run();
  const handle = nextSeq.timer;
  const scope = new CancellationScope({ cancellable: true });
  const forget = (): unknown => timeouts.delete(handle);
  void scope
    .run(() => sleep(Math.max(1, ms || 0)))
    .then(() => {
      forget();
      callback(...args);
    }, forget);
  timeouts.set(handle, scope);
  return handle;
}

/** A timer outside of any scope, and hidden from interceptors, as histories from before flag 1 have it. */
function bareTimer(callback: (...args: unknown[]) => unknown, ms: number | undefined, args: unknown[]): number {
  const { completions, nextSeq } = run();
  const seq = nextSeq.timer++;
  run().push({ kind: 'startTimer', seq, delayMs: Math.ceil(Math.max(1, ms || 0)) });
  void new Promise<void>((resolve, reject) => completions.timer.add(seq, { resolve, reject })).then(
    () => callback(...args),
    () => undefined,
  );
  return seq;
}

/**
 * Cancels a timer of `setTimeout`. One that has fired, or never was, takes up a timer number: Temporal's SDK does so, and
 * the numbers of later timers must be the same there.
 */
function clearTimeout(handle?: number): void {
  const { timeouts, nextSeq, completions } = run();
  const scope = handle === undefined ? undefined : timeouts.get(handle);
  if (scope === undefined || handle === undefined) {
    nextSeq.timer++;
    if (handle !== undefined && completions.timer.delete(handle)) run().push({ kind: 'cancelTimer', seq: handle });
    return;
  }
  timeouts.delete(handle);
  scope.cancel();
}

export const timersOfRun = { setTimeout, clearTimeout };
