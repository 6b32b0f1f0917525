import type { Duration } from '@temporalio/common';
import { CancellationScope } from '../cancellation-scope';
import type { TimerOptions } from '../interceptors';
import { requireRun } from '../runtime/current';
import { linkToScope } from '../runtime/scope-link';
import { whereCalled } from '../runtime/waits';
import { patched } from './patches';
import { sleep } from './sleep';

/** Before it, a timeout of 0 meant none. The name is Temporal's: old histories have it. */
const ZERO_TIMEOUT_PATCH = '__sdk_internal_patch_number:1';

/** Resolves to true when the function returns true, to false when the time has passed. */
export function condition(fn: () => boolean, timeout: Duration, options: TimerOptions): Promise<boolean>;
export function condition(fn: () => boolean, timeout: Duration): Promise<boolean>;
/**
 * Resolves when the function returns true. It is called at once and after everything that happens to the workflow; it
 * must be quick and change nothing.
 */
export function condition(fn: () => boolean): Promise<void>;
export async function condition(fn: () => boolean, timeout?: Duration, opts?: TimerOptions): Promise<void | boolean> {
  requireRun('Workflow.condition(...) may only be used from a Workflow Execution.');
  if (timeout === 0 && !patched(ZERO_TIMEOUT_PATCH)) return until(fn);
  if (typeof timeout === 'number' || typeof timeout === 'string') return untilOrTimeout(fn, timeout, opts);
  return until(fn);
}

/** The timer is made first: its number is taken even when the function is true already. */
function untilOrTimeout(fn: () => boolean, timeout: Duration, opts: TimerOptions | undefined): Promise<boolean> {
  return CancellationScope.cancellable(async () => {
    try {
      return await Promise.race([sleep(timeout, opts).then(() => false), until(fn).then(() => true)]);
    } finally {
      CancellationScope.current().cancel();
    }
  });
}

function until(fn: () => boolean): Promise<void> {
  const { conditions } = requireRun('Workflow uninitialized');
  return new Promise((resolve, reject) => {
    let seq = 0;
    const cancel = (reason: Error): void => {
      conditions.delete(seq);
      reject(reason);
    };
    if (!linkToScope(reject, cancel)) return;
    seq = conditions.nextSeq();
    if (fn()) resolve();
    else conditions.add(seq, { fn, resolve, at: whereCalled(condition) });
  });
}
