import { ApplicationFailure } from '@temporalio/common';
import type { Payload } from '@perdure/engine';

/** The largest payload that is sent: 2 MB, as in Temporal. */
const PAYLOAD_LIMIT_BYTES = 2 * 1024 * 1024;
/** Type of the failure that says a payload is too large. */
const PAYLOAD_TOO_LARGE = 'PayloadSizeError';

/** Most bytes one UTF-16 unit can take in UTF-8. */
const WIDEST = 3;

/** Bytes of a payload's data when it is over the limit, else `undefined`. Counts only what might be. */
export function bytesOverLimit(payload: Payload, limit = PAYLOAD_LIMIT_BYTES): number | undefined {
  const { data } = payload;
  if (data === undefined || data.length * WIDEST <= limit) return undefined;
  const bytes = Buffer.byteLength(data, payload.binary ? 'base64' : 'utf8');
  return bytes > limit ? bytes : undefined;
}

/** The failure for a payload that is too large; `what` says which. Not retried: it would be as large again. */
export function payloadTooLarge(what: string, bytes: number): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `${what} has ${bytes} bytes; the limit for one payload is ${PAYLOAD_LIMIT_BYTES} bytes (2 MB). ` +
      'Store the data elsewhere and pass a reference to it, or compress it with a payload codec.',
    PAYLOAD_TOO_LARGE,
  );
}
