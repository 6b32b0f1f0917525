import { NotSupportedError } from '@perdure/client/lib/errors';
import { IllegalStateError } from '@temporalio/common';
import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';

export { NotSupportedError };

/** `run()` rejects with it when `shutdownForceTime` has passed and something was still running. */
export class GracefulShutdownPeriodExpiredError extends Error {}
SymbolBasedInstanceOfError('GracefulShutdownPeriodExpiredError')(GracefulShutdownPeriodExpiredError);

/** A promise of workflow code was rejected and nobody handled it; `cause` is what it was rejected with. */
export class UnhandledRejectionError extends Error {
  override readonly cause: unknown;

  constructor(message: string, cause: unknown) {
    super(message);
    this.cause = cause;
  }
}
SymbolBasedInstanceOfError('UnhandledRejectionError')(UnhandledRejectionError);

/** Both errors of a {@link CombinedWorkerRunError}. */
export interface CombinedWorkerRunErrorCause {
  /** What the worker failed with. */
  workerError: unknown;
  /** What the function or promise given to `runUntil` failed with. */
  innerError: unknown;
}

/** `runUntil` rejects with it when the worker failed and so did what it was running for. */
export class CombinedWorkerRunError extends Error {
  override readonly cause: CombinedWorkerRunErrorCause;

  constructor(message: string, { cause }: { cause: CombinedWorkerRunErrorCause }) {
    super(message);
    this.cause = cause;
  }
}
SymbolBasedInstanceOfError('CombinedWorkerRunError')(CombinedWorkerRunError);

/** `runUntil` rejects with it when the worker has stopped and the promise has not settled in time. */
export class PromiseCompletionTimeoutError extends Error {}
SymbolBasedInstanceOfError('PromiseCompletionTimeoutError')(PromiseCompletionTimeoutError);

/**
 * The worker was shut down while something waited for it.
 * @deprecated Nothing here throws it; it exists for `instanceof`.
 */
export class ShutdownError extends Error {}
SymbolBasedInstanceOfError('ShutdownError')(ShutdownError);

/**
 * The store cannot be reached.
 * @deprecated Catch it by name where you must; messages say what to do.
 */
export class TransportError extends Error {}
SymbolBasedInstanceOfError('TransportError')(TransportError);

/**
 * Something failed that should never fail; the worker stops.
 * @deprecated It exists for `instanceof`.
 */
export class UnexpectedError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
SymbolBasedInstanceOfError('UnexpectedError')(UnexpectedError);

/**
 * The errors as one object.
 * @deprecated Import them by name.
 */
export const errors = {
  IllegalStateError,
  ShutdownError,
  TransportError,
  UnexpectedError,
  GracefulShutdownPeriodExpiredError,
};
