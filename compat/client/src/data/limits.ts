import type { Payload } from '@perdure/engine';
import { PayloadTooLargeError } from '../errors';

/** Largest payload, and largest sum of the payloads of one call, when nothing else is configured: 2 MiB. */
export const DEFAULT_MAX_PAYLOAD_BYTES = 2 * 1024 * 1024;

/** A UTF-16 unit takes at most this many bytes in UTF-8; spares counting for what is small anyway. */
const MAX_BYTES_PER_UNIT = 3;

/** Throws PayloadTooLargeError when the payloads together exceed the limit. `what` names them in the message. */
export function checkSize(payloads: readonly Payload[], limitBytes: number, what: string): void {
  let units = 0;
  for (const payload of payloads) units += payload.data?.length ?? 0;
  if (units * MAX_BYTES_PER_UNIT <= limitBytes) return;
  const bytes = payloads.reduce((sum, payload) => sum + sizeOf(payload), 0);
  if (bytes > limitBytes) throw new PayloadTooLargeError(what, bytes, limitBytes);
}

function sizeOf(payload: Payload): number {
  if (payload.data === undefined) return 0;
  return Buffer.byteLength(payload.data, payload.binary ? 'base64' : 'utf8');
}
