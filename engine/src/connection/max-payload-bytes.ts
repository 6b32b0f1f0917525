import { EngineError } from '../errors';
import { LIMITS } from '../limits';

/** The payload limit of a connection: what is given, or the default. CONFIGURATION error for what cannot be one. */
export function checkedMaxPayloadBytes(given: number | undefined): number {
  if (given === undefined) return LIMITS.payloadBytes;
  if (Number.isInteger(given) && given > 0 && given <= LIMITS.payloadBytesMax) return given;
  throw new EngineError(
    'CONFIGURATION',
    `maxPayloadBytes of the connection is ${String(given)}: give a whole number of bytes from 1 to ` +
      `${LIMITS.payloadBytesMax} (64 MiB), or leave it out for ${LIMITS.payloadBytes} (2 MiB)`,
    { maxPayloadBytes: given },
  );
}
