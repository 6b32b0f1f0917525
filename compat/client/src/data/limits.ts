import { bytesOverLimit, type Payload } from '@perdure/engine';
import { PayloadTooLargeError } from '../errors';

/** Throws PayloadTooLargeError when the payloads together exceed the limit. `what` names them in the message. */
export function checkSize(payloads: readonly Payload[], limitBytes: number, what: string): void {
  const bytes = bytesOverLimit(payloads, limitBytes);
  if (bytes !== undefined) throw new PayloadTooLargeError(what, bytes, limitBytes);
}
