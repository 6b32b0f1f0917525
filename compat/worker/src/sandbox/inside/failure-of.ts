import type { Failure } from '@perdure/engine';

/** An error that escaped the runtime itself, as data. Errors of workflow code are converted by the runtime. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), source: 'TypeScriptSDK' };
  return {
    message: error.message,
    source: 'TypeScriptSDK',
    stackTrace: error.stack,
    cause: error.cause === undefined ? undefined : failureOf(error.cause),
    info: { kind: 'application', type: error.name },
  };
}
