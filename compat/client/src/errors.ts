/** What calls of this client throw. Recognised by a registered symbol, so `instanceof` works across copies and realms. */
import type { RetryState } from '@temporalio/common';
import { isError, isRecord, SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import { GrpcStatus, type GrpcServiceError } from './service/grpc-error';

/** A call did not get through. `cause` has `code`, `details` and `metadata` like a gRPC error (`isGrpcServiceError`). */
export class ServiceError extends Error {
  override readonly cause?: Error;

  constructor(message: string, opts?: { cause: Error }) {
    super(message);
    this.cause = opts?.cause;
  }
}

/** The workflow ended without a result: failed, cancelled, terminated or timed out; `cause` says which. */
export class WorkflowFailedError extends Error {
  override readonly cause: Error | undefined;
  readonly retryState: RetryState;

  constructor(message: string, cause: Error | undefined, retryState: RetryState) {
    super(message);
    this.cause = cause;
    this.retryState = retryState;
  }
}

/** The update was rejected by its validator or its handler failed; `cause` is what it threw. */
export class WorkflowUpdateFailedError extends Error {
  override readonly cause: Error | undefined;

  constructor(message: string, cause: Error | undefined) {
    super(message);
    this.cause = cause;
  }
}

/** The wait for an update ended by a deadline or an abort. The update itself may still be carried out. */
export class WorkflowUpdateRPCTimeoutOrCancelledError extends Error {
  override readonly cause?: Error;

  constructor(message: string, opts?: { cause: Error }) {
    super(message);
    this.cause = opts?.cause;
  }
}

/** The run continued as new and the caller asked not to follow it (`followRuns: false`). */
export class WorkflowContinuedAsNewError extends Error {
  readonly newExecutionRunId: string;

  constructor(message: string, newExecutionRunId: string) {
    super(message);
    this.newExecutionRunId = newExecutionRunId;
  }
}

/** There is no such activity attempt: unknown, or already over. */
export class ActivityNotFoundError extends Error {}

/** An activity could not be completed or heartbeated from outside, for another reason than not being found. */
export class ActivityCompletionError extends Error {}

/** Answer to a heartbeat: the workflow asked to cancel this activity. */
export class ActivityCancelledError extends Error {}

/** Answer to a heartbeat: the activity was paused. */
export class ActivityPausedError extends Error {}

/** Answer to a heartbeat: the activity was reset. */
export class ActivityResetError extends Error {}

/** A standalone activity ended without a result. */
export class ActivityExecutionFailedError extends Error {
  override readonly cause: Error | undefined;
  readonly activityId: string;
  readonly runId?: string | undefined;

  constructor(message: string, cause: Error | undefined, activityId: string, runId?: string) {
    super(message);
    this.cause = cause;
    this.activityId = activityId;
    this.runId = runId;
  }
}

/** A standalone activity of this id exists and the policies of the start forbid another one. */
export class ActivityExecutionAlreadyStartedError extends Error {
  readonly activityId: string;
  /** Run id of the activity that exists. */
  readonly runId: string;

  constructor(message: string, activityId: string, runId: string) {
    super(message);
    this.activityId = activityId;
    this.runId = runId;
  }
}

/** A part of Temporal's API that does not exist here (yet). The message names the way out. */
export class NotSupportedError extends Error {
  /** What was asked for. */
  readonly feature: string;

  constructor(feature: string, wayOut: string) {
    super(`${feature} is not supported by Perdure: ${wayOut}`);
    this.feature = feature;
  }
}

/** A raw gRPC service was called. Nothing answers gRPC here. */
export class ServiceNotAvailableError extends Error {
  readonly service: string;
  readonly method: string;

  constructor(service: string, method: string) {
    super(
      `${service}.${method}() is not available: Perdure talks to Redis, there is no Temporal server with gRPC services. ` +
        'Use the methods of Client, WorkflowClient and the handles instead.',
    );
    this.service = service;
    this.method = method;
  }
}

/** A value is larger than the limit for payloads. Thrown before anything is written. */
export class PayloadTooLargeError extends Error {
  readonly sizeBytes: number;
  readonly limitBytes: number;

  constructor(what: string, sizeBytes: number, limitBytes: number) {
    super(
      `${what} is ${sizeBytes} bytes after conversion; the limit is ${limitBytes} bytes. Store the data elsewhere and ` +
        'pass a reference, compress it with a payload codec, or raise maxPayloadBytes of the connection.',
    );
    this.sizeBytes = sizeBytes;
    this.limitBytes = limitBytes;
  }
}

const marked = {
  ServiceError,
  WorkflowFailedError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  // Temporal's own spelling of the marker; users see it as `error.name`.
  WorkflowExecutionContinuedAsNewError: WorkflowContinuedAsNewError,
  ActivityNotFoundError,
  ActivityCompletionError,
  ActivityCancelledError,
  ActivityPausedError,
  ActivityResetError,
  ActivityExecutionFailedError,
  ActivityExecutionAlreadyStartedError,
  NotSupportedError,
  ServiceNotAvailableError,
  PayloadTooLargeError,
};
for (const [name, type] of Object.entries(marked)) SymbolBasedInstanceOfError(name)(type);

/** True for errors that carry a gRPC-like code: the causes of `ServiceError`. */
export function isGrpcServiceError(err: unknown): err is GrpcServiceError {
  return (
    isError(err) && 'details' in err && typeof err.details === 'string' && 'metadata' in err && isRecord(err.metadata)
  );
}

/** True when the error, or one of its causes, says that a deadline has passed. */
export function isGrpcDeadlineError(err: unknown): err is Error {
  return hasStatus(err, GrpcStatus.DEADLINE_EXCEEDED);
}

/** True when the error, or one of its causes, says that the call was aborted. */
export function isGrpcCancelledError(err: unknown): err is Error {
  return hasStatus(err, GrpcStatus.CANCELLED);
}

function hasStatus(err: unknown, status: number): boolean {
  for (let current = err; isError(current); current = current.cause) {
    if (isGrpcServiceError(current) && current.code === status) return true;
  }
  return false;
}

/**
 * @deprecated Use `isGrpcServiceError`.
 * @alias
 */
export const isServerErrorResponse = isGrpcServiceError;
