/** The one place where codes of the engine become the errors that Temporal's client throws. */
import { type EngineError, type EngineErrorCode, type Failure, isEngineError } from '@perdure/engine';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '../errors';
import { QueryNotRegisteredError, QueryRejectedError } from '../query-errors';
import { statusCode } from '../workflow/status';
import { EngineCallError, type GrpcStatusName, GrpcStatus } from './grpc-error';

/** What was called, for messages and for the fields of errors. */
export interface Call {
  /** Start of the message of a ServiceError, e.g. "Failed to start Workflow". */
  readonly failed: string;
  readonly workflowId?: string;
  readonly runId?: string;
  readonly workflowType?: string;
  /** Deadlines and aborts of updates have a class of their own. */
  readonly update?: boolean;
}

interface Rule {
  readonly status: GrpcStatusName;
  readonly toError: (error: EngineError, cause: EngineCallError, call: Call) => Error;
}

const rules = {
  NOT_FOUND: { status: 'NOT_FOUND', toError: notFound },
  ALREADY_CLOSED: { status: 'NOT_FOUND', toError: notFound },
  UPDATE_ABORTED: { status: 'NOT_FOUND', toError: notFound },
  ALREADY_EXISTS: { status: 'ALREADY_EXISTS', toError: alreadyStarted },
  QUERY_FAILED: { status: 'INVALID_ARGUMENT', toError: queryFailed },
  QUERY_REJECTED: { status: 'FAILED_PRECONDITION', toError: queryRejected },
  DEADLINE_EXCEEDED: { status: 'DEADLINE_EXCEEDED', toError: interrupted },
  CANCELLED: { status: 'CANCELLED', toError: interrupted },
  INVALID_ARGUMENT: { status: 'INVALID_ARGUMENT', toError: serviceError },
  LIMIT_EXCEEDED: { status: 'RESOURCE_EXHAUSTED', toError: serviceError },
  LIMIT_FINAL: { status: 'FAILED_PRECONDITION', toError: serviceError },
  UNAVAILABLE: { status: 'UNAVAILABLE', toError: serviceError },
  CONFIGURATION: { status: 'FAILED_PRECONDITION', toError: serviceError },
} satisfies Record<EngineErrorCode, Rule>;

/** Throws the error Temporal's client would throw for what the engine answered. */
export function rethrow(error: unknown, call: Call): never {
  if (!isEngineError(error)) {
    if (error instanceof ServiceError) throw error;
    const cause = asError(error);
    throw new ServiceError(`${call.failed}: unexpected error: ${cause.message}`, { cause });
  }
  throw rules[error.code].toError(error, callError(error), call);
}

/** The gRPC-like form of an engine error. */
export function callError(error: EngineError): EngineCallError {
  return new EngineCallError(rules[error.code].status, error.message, error);
}

function serviceError(error: EngineError, cause: EngineCallError, call: Call): Error {
  return new ServiceError(`${call.failed}: ${error.message}`, { cause });
}

function notFound(error: EngineError, _cause: EngineCallError, call: Call): Error {
  return new WorkflowNotFoundError(error.message, call.workflowId ?? '', call.runId);
}

function alreadyStarted(error: EngineError, _cause: EngineCallError, call: Call): Error {
  const { workflowId, workflowType } = error.details;
  return new WorkflowExecutionAlreadyStartedError(
    'Workflow execution already started',
    call.workflowId ?? text(workflowId),
    call.workflowType ?? text(workflowType),
  );
}

function queryFailed(error: EngineError): Error {
  const failure = error.details.failure as Failure | undefined;
  return new QueryNotRegisteredError(failure?.message ?? error.message, GrpcStatus.INVALID_ARGUMENT);
}

function queryRejected(error: EngineError): Error {
  return new QueryRejectedError(statusCode(text(error.details.status)));
}

function interrupted(error: EngineError, cause: EngineCallError, call: Call): Error {
  if (call.update) return new WorkflowUpdateRPCTimeoutOrCancelledError(error.message, { cause });
  return serviceError(error, cause, call);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}
