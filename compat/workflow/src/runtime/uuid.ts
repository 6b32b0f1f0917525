import type { Random } from './alea';

const word = (random: Random): number => (random() * 0x100000000) >>> 0;
const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

/** A version 4 UUID from four draws. The order of the draws is part of what replays must repeat. */
export function uuid4From(random: Random): string {
  const first = hex(word(random));
  const second = hex((word(random) & 0xffff0fff) | 0x4000);
  const third = hex((word(random) & 0x3fffffff) | 0x80000000);
  const fourth = hex(word(random));
  return [first, second.slice(0, 4), second.slice(4), third.slice(0, 4), third.slice(4) + fourth].join('-');
}

/** Fills bytes, one draw for each. */
export function fillFrom(random: Random, bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
  return bytes;
}
