/**
 * Which run is current: asked here and nowhere else.
 *
 * The host enters a run and leaves it. The slot hangs on the global object, so that two copies of this package agree;
 * its state lives in a closure, because the sandbox freezes what globals hold.
 */
import { IllegalStateError } from '@temporalio/common';
import type { Run } from './run';

interface Slot {
  readonly current: () => Run | undefined;
  readonly enter: (run: Run | undefined) => void;
}

function makeSlot(): Slot {
  let entered: Run | undefined;
  return {
    current: () => entered,
    enter: (run) => {
      entered = run;
    },
  };
}

const KEY = Symbol.for('perdure.current-run.1');
const holder = globalThis as { [KEY]?: Slot };
const slot = (holder[KEY] ??= makeSlot());

/** The run whose code is executing, if any. */
export const currentRun: () => Run | undefined = slot.current;

/** Makes a run current until the next call; undefined leaves it. */
export const enterRun: (run: Run | undefined) => void = slot.enter;

/** The current run. Throws `IllegalStateError` with the message when there is none. */
export function requireRun(message: string): Run {
  const run = slot.current();
  if (run === undefined) throw new IllegalStateError(message);
  return run;
}
