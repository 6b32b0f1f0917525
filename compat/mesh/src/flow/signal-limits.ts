/** What a signal may be. Its keeper hands it on with some words of its own, which have to have room. */
import { checkText } from './check';

/** Of one call to the engine. */
const CALL_BYTES = 2_097_152;
const WORDS_BYTES = 4_096;
/** What a keeper may hand on: to a waiter, or to its next run. */
export const HANDED_ON_BYTES = CALL_BYTES - WORDS_BYTES;

/** @throws TypeError for an id that is no text, or data that are too large to be delivered. */
export function checkSignal(signalId: unknown, data: unknown): void {
  checkText('The id of a signal', signalId);
  const bytes = jsonBytes(data);
  if (bytes <= HANDED_ON_BYTES) return;
  throw new TypeError(
    `Signal '${String(signalId)}' has ${bytes} bytes, at most ${HANDED_ON_BYTES} are allowed: store large data elsewhere and pass a reference to it`,
  );
}

export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value ?? null)).length;
}
