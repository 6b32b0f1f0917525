import { type FailureConverter, type PayloadConverter } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import type { Failure } from '@perdure/engine';
import { failureFromWire, failureToWire } from './failure';

/** Converters of one process or run. */
export interface Converters {
  readonly payloadConverter: PayloadConverter;
  readonly failureConverter: FailureConverter;
}

/** Anything thrown, as an engine failure. */
export function errorToWire(converters: Converters, error: unknown, context?: SerializationContext): Failure {
  return failureToWire(converters.failureConverter.errorToFailure(error, converters.payloadConverter, context));
}

/** The error object of an engine failure, causes included. */
export function errorFromWire(converters: Converters, failure: Failure, context?: SerializationContext): Error {
  return converters.failureConverter.failureToError(failureFromWire(failure), converters.payloadConverter, context);
}
