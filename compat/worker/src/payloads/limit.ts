import { ApplicationFailure } from '@temporalio/common';
import { bytesOverLimit, type Payload } from '@perdure/engine';

/** Type of the failure that says a payload is too large. */
const PAYLOAD_TOO_LARGE = 'PayloadSizeError';

/**
 * The failure for a payload that is too large, else `undefined`; `what` says which it is. Not retried: it would be as
 * large again.
 */
export function payloadTooLarge(
  payload: Payload,
  maxPayloadBytes: number,
  what: () => string,
): ApplicationFailure | undefined {
  const bytes = bytesOverLimit([payload], maxPayloadBytes);
  if (bytes === undefined) return undefined;
  return ApplicationFailure.nonRetryable(
    `${what()} has ${bytes} bytes; the limit for one payload is ${maxPayloadBytes} bytes. Store the data elsewhere and ` +
      'pass a reference to it, compress it with a payload codec, or raise maxPayloadBytes of the connection.',
    PAYLOAD_TOO_LARGE,
  );
}
