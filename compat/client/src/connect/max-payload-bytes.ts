import { checkedMaxPayloadBytes, isEngineError } from '@perdure/engine';

/** `maxPayloadBytes` of a connection: as given, or 2 MiB. TypeError that says what it may be. */
export function maxPayloadBytesOf(given: number | undefined): number {
  try {
    return checkedMaxPayloadBytes(given);
  } catch (error) {
    throw isEngineError(error) ? new TypeError(error.message, { cause: error }) : error;
  }
}
