const MASK = 0xffff_ffff_ffff_ffffn;
const rotate = (value: bigint, bits: bigint): bigint => ((value << bits) | (value >> (64n - bits))) & MASK;

type State = [bigint, bigint, bigint, bigint];

/** SipHash with one compression and three finalization rounds and a key of zeros (Aumasson and Bernstein, 2012). */
export function sipHash13(bytes: Uint8Array): bigint {
  const state: State = [0x736f6d6570736575n, 0x646f72616e646f6dn, 0x6c7967656e657261n, 0x7465646279746573n];
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) absorb(state, word(bytes, at, at + 8));
  absorb(state, word(bytes, whole, bytes.length) | (BigInt(bytes.length & 255) << 56n));
  state[2] ^= 255n;
  for (let i = 0; i < 3; i++) round(state);
  return state[0] ^ state[1] ^ state[2] ^ state[3];
}

function absorb(state: State, block: bigint): void {
  state[3] ^= block;
  round(state);
  state[0] ^= block;
}

function word(bytes: Uint8Array, from: number, to: number): bigint {
  let value = 0n;
  for (let i = to - 1; i >= from; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

function round(v: State): void {
  v[0] = (v[0] + v[1]) & MASK;
  v[1] = rotate(v[1], 13n) ^ v[0];
  v[0] = rotate(v[0], 32n);
  v[2] = (v[2] + v[3]) & MASK;
  v[3] = rotate(v[3], 16n) ^ v[2];
  v[0] = (v[0] + v[3]) & MASK;
  v[3] = rotate(v[3], 21n) ^ v[0];
  v[2] = (v[2] + v[1]) & MASK;
  v[1] = rotate(v[1], 17n) ^ v[2];
  v[2] = rotate(v[2], 32n);
}
