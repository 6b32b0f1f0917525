import { CompleteAsyncError } from '@perdure/activity';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { composeInterceptors } from '@temporalio/common/lib/interceptors';
import { isAbortError } from '@temporalio/common/lib/type-helpers';
import type { ActivityExecuteInput } from '../interceptors';
import type { ActivityContext } from './activity-context';

/** Any activity. */
export type ActivityFunction = (...args: any[]) => unknown;

/**
 * Calls the function through the interceptors, and logs that it started and how it ended. Stack traces of failures end
 * where the functions of this file begin: `stack-trace.ts` knows their names.
 */
export async function execute(
  context: ActivityContext,
  fn: ActivityFunction,
  input: ActivityExecuteInput,
  debug: boolean,
): Promise<unknown> {
  const startedMs = performance.now();
  if (debug) context.workerLog.debug('Activity started');
  try {
    const result = context.inbound.length === 0 ? await fn(...input.args) : await intercepted(context, fn, input);
    if (debug) context.workerLog.debug('Activity completed', { durationMs: since(startedMs) });
    return result;
  } catch (error) {
    logEnd(context, error, since(startedMs), debug);
    throw error;
  }
}

function intercepted(context: ActivityContext, fn: ActivityFunction, input: ActivityExecuteInput): Promise<unknown> {
  const call = async ({ args }: ActivityExecuteInput): Promise<unknown> => fn(...args);
  return composeInterceptors(context.inbound, 'execute', call)(input);
}

function since(startedMs: number): number {
  return Math.floor(performance.now() - startedMs);
}

function logEnd(context: ActivityContext, error: unknown, durationMs: number, debug: boolean): void {
  const quiet = quietEnd(context, error);
  if (quiet === undefined) context.workerLog.warn('Activity failed', { error, durationMs });
  else if (debug) context.workerLog.debug(quiet, quiet === FAILED ? { error, durationMs } : { durationMs });
}

const FAILED = 'Activity failed';

/** What is no reason to worry; `undefined` for a failure that is. */
function quietEnd(context: ActivityContext, error: unknown): string | undefined {
  if (error instanceof CompleteAsyncError) return 'Activity will complete asynchronously';
  if (context.cancelReason !== undefined && (error instanceof CancelledFailure || isAbortError(error))) {
    if (context.cancelReason === 'RESET') return 'Activity reset';
    if (context.cancelReason === 'PAUSED') return 'Activity paused';
    return 'Activity completed as cancelled';
  }
  const benign = error instanceof ApplicationFailure && error.category === ApplicationFailureCategory.BENIGN;
  return benign ? FAILED : undefined;
}
