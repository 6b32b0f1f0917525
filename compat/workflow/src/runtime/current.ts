/**
 * Which run is current: asked here and nowhere else.
 *
 * The host of a sandbox enters a run and leaves it; where workflow code shares a realm with everything else, the host
 * provides how to find it. The slot hangs on the global object, so that two copies of this package agree; its state
 * lives in a closure, because the sandbox freezes what globals hold.
 */
import { IllegalStateError } from '@temporalio/common';
import type { Run } from './run';

interface Slot {
  readonly current: () => Run | undefined;
  readonly enter: (run: Run | undefined) => void;
  readonly provide: (find: () => Run | undefined) => void;
}

function makeSlot(): Slot {
  let entered: Run | undefined;
  let find: (() => Run | undefined) | undefined;
  return {
    current: () => entered ?? find?.(),
    enter: (run) => {
      entered = run;
    },
    provide: (provided) => {
      find = provided;
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

/** How to find the run whose code is executing while none is entered. For the life of the process. */
export const provideRun: (find: () => Run | undefined) => void = slot.provide;

/** The current run. Throws `IllegalStateError` with the message when there is none. */
export function requireRun(message: string): Run {
  const run = slot.current();
  if (run === undefined) throw new IllegalStateError(message);
  return run;
}
