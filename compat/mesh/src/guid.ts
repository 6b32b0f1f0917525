import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 22;

/** An id nobody else has: `H` and 22 letters and digits. */
export function guid(): string {
  let text = 'H';
  while (text.length <= LENGTH) {
    // The largest multiple of 62 below 256: every letter is equally likely.
    for (const byte of randomBytes(LENGTH)) if (byte < 248 && text.length <= LENGTH) text += ALPHABET[byte % 62];
  }
  return text;
}
