import { cryptoOfRun } from './globals/crypto';
import { dateOfRun } from './globals/date';
import { timersOfRun } from './globals/timers';
import { refused } from './globals/refused';
import { requireRun } from './current';

/** The globals that are replaced, as a host finds them in a realm. */
export interface GlobalTarget {
  Date: DateConstructor;
  Math: { random: () => number };
}

const GC = 'cannot be used in Workflows because v8 GC is non-deterministic';

/**
 * Replaces what would differ on replay by what belongs to the current run: `Date` stands still during an activation,
 * `Math.random`, `crypto.randomUUID` and `crypto.getRandomValues` repeat, `setTimeout` is a timer of the workflow, and
 * `WeakRef` and `FinalizationRegistry` throw. Once for each realm, before user code. Outside of a run they throw
 * `IllegalStateError`.
 */
export function installGlobals(target: GlobalTarget): void {
  const original = target.Date;
  target.Math.random = () =>
    requireRun('Workflow random APIs may only be used from workflow context.').random.current();
  Object.assign(target, {
    Date: dateOfRun(original),
    ...timersOfRun,
    WeakRef: refused(`WeakRef ${GC}`),
    FinalizationRegistry: refused(`FinalizationRegistry ${GC}`),
  });
  // Node defines it with a getter only.
  Object.defineProperty(target, 'crypto', { value: cryptoOfRun, configurable: true, writable: true, enumerable: true });
}
