import type { Duration } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time';
import { composeInterceptors } from '../interceptor-composition';
import type { TimerInput, TimerOptions } from '../interceptors';
import { requireRun } from '../runtime/current';
import { linkToScope } from '../runtime/scope-link';
import { whereCalled } from '../runtime/waits';

/**
 * A durable timer: resolves when the time has passed, at least one millisecond, however long workers are away. Rejects
 * with `CancelledFailure` as soon as its scope is cancelled.
 */
export function sleep(ms: Duration, options?: TimerOptions): Promise<void> {
  const run = requireRun('Workflow.sleep(...) may only be used from a Workflow Execution');
  const seq = run.nextSeq.timer++;
  const durationMs = Math.max(1, msToNumber(ms));
  return composeInterceptors(run.interceptors.outbound, 'startTimer', startTimer)({ durationMs, seq, options });
}

function startTimer({ durationMs, seq, options }: TimerInput): Promise<void> {
  const run = requireRun('Workflow uninitialized');
  if (!Number.isFinite(durationMs)) throw new TypeError(`Invalid duration: ${durationMs}`);
  return new Promise((resolve, reject) => {
    const cancel = (reason: Error): void => {
      if (!run.completions.timer.delete(seq)) return;
      run.push({ kind: 'cancelTimer', seq });
      reject(reason);
    };
    if (!linkToScope(reject, cancel)) return;
    const summary = run.codec.encodeText(options?.summary);
    run.push({ kind: 'startTimer', seq, delayMs: Math.ceil(durationMs), ...(summary && { summary }) });
    run.completions.timer.add(seq, { resolve: resolve, reject, at: whereCalled(sleep) });
  });
}
