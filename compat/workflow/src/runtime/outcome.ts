/** How a run ends, and which errors end it (spec 9.2, 9.6, 9.16). */
import { TemporalFailure, ensureTemporalFailure } from '@temporalio/common';
import { ContinueAsNew } from '../continue-as-new-error';
import { isCancellation } from '../errors';
import type { Run } from './run';

/** The main function returned. */
export function completeWorkflow(run: Run, result: unknown): void {
  run.end({ kind: 'completeWorkflow', result: [run.codec.encode(result, undefined, run.typeInfo?.outputType)] });
}

/**
 * The main function, or a signal handler, threw. Cancelled only if cancellation was requested; failed for errors made to
 * fail workflows; anything else fails the task, and the workflow stays open.
 */
export function endWithError(run: Run, error: unknown): void {
  if (run.cancelRequested && isCancellation(error)) {
    run.end({ kind: 'cancelWorkflow' });
  } else if (error instanceof ContinueAsNew) {
    run.end(error.command);
  } else if (error instanceof TemporalFailure || isConfiguredFailure(run, error)) {
    run.handlers.forgetRunning();
    run.end({ kind: 'failWorkflow', failure: run.codec.toFailure(ensureTemporalFailure(error)) });
  } else {
    run.failTask(error);
  }
}

function isConfiguredFailure(run: Run, error: unknown): boolean {
  const types = run.failureExceptionTypes;
  if (types.some((type) => type === Error || error instanceof type)) return true;
  const names = run.options.workflowFailureErrorTypes;
  return names.length > 0 && (names.includes('Error') || classNames(error).some((name) => names.includes(name)));
}

/** Names along the prototype chain of an error's class. */
function classNames(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const names: string[] = [];
  let type: unknown = error.constructor;
  while (typeof type === 'function' && type !== Function.prototype) {
    if (type.name) names.push(type.name);
    type = Object.getPrototypeOf(type);
  }
  return names;
}
