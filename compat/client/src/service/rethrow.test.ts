import { EngineError, type EngineErrorCode } from '@perdure/engine';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { expect, it } from 'vitest';
import {
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcCancelledError,
  isGrpcDeadlineError,
  isGrpcServiceError,
} from '../errors';
import { QueryNotRegisteredError, QueryRejectedError } from '../query-errors';
import { type Call, rethrow } from './rethrow';

function thrown(code: EngineErrorCode, details = {}, call: Partial<Call> = {}): Error {
  try {
    return rethrow(new EngineError(code, 'what to do', details), {
      failed: 'Failed to call',
      workflowId: 'w',
      ...call,
    });
  } catch (error) {
    return error as Error;
  }
}

it.each([
  ['NOT_FOUND', WorkflowNotFoundError],
  ['ALREADY_CLOSED', WorkflowNotFoundError],
  ['UPDATE_ABORTED', WorkflowNotFoundError],
  ['ALREADY_EXISTS', WorkflowExecutionAlreadyStartedError],
  ['QUERY_FAILED', QueryNotRegisteredError],
  ['QUERY_REJECTED', QueryRejectedError],
  ['INVALID_ARGUMENT', ServiceError],
  ['LIMIT_EXCEEDED', ServiceError],
  ['LIMIT_FINAL', ServiceError],
  ['UNAVAILABLE', ServiceError],
  ['CONFIGURATION', ServiceError],
  ['DEADLINE_EXCEEDED', ServiceError],
  ['CANCELLED', ServiceError],
] as const)('%s becomes %o', (code, type) => {
  expect(thrown(code)).toBeInstanceOf(type);
});

it('a ServiceError says what failed and what to do, and its cause looks like a gRPC error', () => {
  const error = thrown('UNAVAILABLE') as ServiceError;
  expect(error.message).toBe('Failed to call: what to do');
  expect(isGrpcServiceError(error.cause)).toBe(true);
  expect(error.cause).toMatchObject({ code: 14, details: 'what to do', message: '14 UNAVAILABLE: what to do' });
});

it('deadlines and aborts are recognised through the cause', () => {
  expect(isGrpcDeadlineError(thrown('DEADLINE_EXCEEDED'))).toBe(true);
  expect(isGrpcCancelledError(thrown('DEADLINE_EXCEEDED'))).toBe(false);
  expect(isGrpcCancelledError(thrown('CANCELLED'))).toBe(true);
});

it('deadlines of updates have their own class', () => {
  const error = thrown('DEADLINE_EXCEEDED', {}, { update: true });
  expect(error).toBeInstanceOf(WorkflowUpdateRPCTimeoutOrCancelledError);
  expect(isGrpcDeadlineError(error)).toBe(true);
});

it('a failed query carries the message of the worker', () => {
  const error = thrown('QUERY_FAILED', { failure: { message: 'Workflow did not register a handler for x' } });
  expect(error).toMatchObject({ message: 'Workflow did not register a handler for x', code: 3 });
});

it('a rejected query carries the status as number', () => {
  expect(thrown('QUERY_REJECTED', { status: 'TERMINATED' })).toMatchObject({ message: 'Query rejected', status: 5 });
});

it('an already started workflow is named', () => {
  const error = thrown('ALREADY_EXISTS', { workflowId: 'w', workflowType: 'old' }, { workflowType: 'new' });
  expect(error).toMatchObject({ message: 'Workflow execution already started', workflowId: 'w', workflowType: 'new' });
});

it('what is no engine error is wrapped whole', () => {
  const bug = new RangeError('bug');
  expect(() => rethrow(bug, { failed: 'Failed to call' })).toThrow(
    expect.objectContaining({ name: 'ServiceError', cause: bug }) as Error,
  );
});
