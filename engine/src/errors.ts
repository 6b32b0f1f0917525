/** What the engine refuses and why. Each code is one class of problem; the compat packages map codes to Temporal's classes. */
export type EngineErrorCode =
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'ALREADY_CLOSED'
  | 'INVALID_ARGUMENT'
  | 'LIMIT_EXCEEDED'
  /** A limit that no waiting helps against. */
  | 'LIMIT_FINAL'
  | 'DEADLINE_EXCEEDED'
  | 'CANCELLED'
  | 'UNAVAILABLE'
  | 'QUERY_FAILED'
  | 'QUERY_REJECTED'
  | 'UPDATE_ABORTED'
  | 'CONFIGURATION';

/** Base of every error the engine throws for the world's faults. `code` says the kind, the message what to do. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  /** Facts of the case: ids, statuses, limits. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: EngineErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
    this.details = details;
  }
}

/** Recognises engine errors across copies of the package. */
export function isEngineError(error: unknown, code?: EngineErrorCode): error is EngineError {
  return (
    error instanceof Error &&
    error.name === 'EngineError' &&
    'code' in error &&
    (code === undefined || error.code === code)
  );
}
