import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import type { ProtoWorkflowStatus } from './proto-types';

/** The query was not asked because of its reject condition; `status` is the run's status as Temporal's number. */
export class QueryRejectedError extends Error {
  readonly status: ProtoWorkflowStatus;

  constructor(status: ProtoWorkflowStatus) {
    super('Query rejected');
    this.status = status;
  }
}

/** The workflow has no handler of this name, or its handler failed; the message is the worker's. */
export class QueryNotRegisteredError extends Error {
  /** Always 3, gRPC's INVALID_ARGUMENT. */
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

SymbolBasedInstanceOfError('QueryRejectedError')(QueryRejectedError);
SymbolBasedInstanceOfError('QueryNotRegisteredError')(QueryNotRegisteredError);
