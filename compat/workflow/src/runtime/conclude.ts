import { DeterminismViolationError } from '../errors';
import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { errorToWire } from '@perdure/common/lib/wire';
import type { ActivationResult, Failure } from '@perdure/engine';
import { composeInterceptors } from '../interceptor-composition';
import type { Run } from './run';
import { warnAboutUnfinishedHandlers } from './unfinished-handlers';
import { rejectBufferedUpdates } from './updates';

/** Ends an activation: what the code asked for, or why the workflow task fails. */
export function conclude(run: Run): ActivationResult {
  run.attempt(() => {
    rejectBufferedUpdates(run);
    const pass = composeInterceptors(run.interceptors.internals, 'concludeActivation', (input) => input);
    const { commands } = pass({ commands: run.commands.splice(0) });
    run.commands.push(...commands);
    if (run.endedNow && run.taskError === undefined) warnAboutUnfinishedHandlers(run);
  });
  run.endedNow = false;
  const commands = run.commands.splice(0);
  const sinkCalls = run.sinkCalls.splice(0);
  if (run.taskError === undefined) return { status: 'ok', commands, sinkCalls };
  const { error } = run.taskError;
  const nondeterminism = error instanceof DeterminismViolationError;
  return { status: 'failed', failure: toFailure(run, error), sinkCalls, nondeterminism };
}

/** The run's own converters may be what is broken. */
function toFailure(run: Run, error: unknown): Failure {
  try {
    return run.codec.toFailure(error);
  } catch {
    const converters = { payloadConverter: defaultPayloadConverter, failureConverter: defaultFailureConverter };
    return errorToWire(converters, error);
  }
}
