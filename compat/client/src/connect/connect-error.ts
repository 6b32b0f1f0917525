import { isEngineError } from '@perdure/engine';
import { ServiceError } from '../errors';
import { callError } from '../service/rethrow';

const TEMPORAL_PORT = /:7233(\/|$)/;

/** What a failed connect throws: the engine's reason, and a hint when the address looks like a Temporal server's. */
export function connectError(error: unknown, address: string): Error {
  const hint = TEMPORAL_PORT.test(address)
    ? ` (${address} is the port of a Temporal server; Perdure connects to Redis, usually on port 6379. ` +
      'Change the address, or leave it out and set PERDURE_REDIS_URL.)'
    : '';
  if (!isEngineError(error)) {
    if (hint === '' || !(error instanceof Error)) return error instanceof Error ? error : new Error(String(error));
    return new ServiceError(`Failed to connect to Redis at ${address}: ${error.message}${hint}`, { cause: error });
  }
  return new ServiceError(`Failed to connect to Redis at ${address}: ${error.message}${hint}`, {
    cause: callError(error),
  });
}
