import type { ProtoFailure } from '@temporalio/common';
import type { Failure } from '@perdure/engine';
import { infoFromWire, infoToWire } from './failure-info';
import { payloadFromWire, payloadToWire } from './payload';

/**
 * A Temporal failure as the engine keeps it, with its causes. Nexus and reset failures have no counterpart in the
 * engine: their message and cause stay, their details are dropped.
 */
export function failureToWire(failure: ProtoFailure): Failure {
  const info = infoToWire(failure);
  return {
    message: failure.message ?? '',
    ...(failure.source && { source: failure.source }),
    ...(failure.stackTrace && { stackTrace: failure.stackTrace }),
    ...(failure.encodedAttributes && { encodedAttributes: payloadToWire(failure.encodedAttributes) }),
    ...(failure.cause && { cause: failureToWire(failure.cause) }),
    ...(info && { info }),
  };
}

/** The engine's failure as Temporal's failure converter expects it. */
export function failureFromWire(failure: Failure): ProtoFailure {
  return {
    message: failure.message,
    source: failure.source ?? '',
    stackTrace: failure.stackTrace ?? '',
    ...(failure.encodedAttributes && { encodedAttributes: payloadFromWire(failure.encodedAttributes) }),
    ...(failure.cause && { cause: failureFromWire(failure.cause) }),
    ...(failure.info && infoFromWire(failure.info)),
  };
}
