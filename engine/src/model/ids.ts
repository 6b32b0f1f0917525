import { randomBytes, randomUUID } from 'node:crypto';

/** A new run id: a random UUID, as Temporal's. */
export function newId(): string {
  return randomUUID();
}

const BYTES = 9;
const POOL_IDS = 512;
let pool = Buffer.alloc(0);
let used = 0;

/**
 * A short random name, 12 characters of 72 random bits: for workers, polls and the request ids of completions. It is
 * kept in the hash of a run, which Redis stores compactly only while its values are short.
 */
export function shortId(): string {
  if (used === pool.length) {
    pool = randomBytes(BYTES * POOL_IDS);
    used = 0;
  }
  used += BYTES;
  return pool.toString('base64url', used - BYTES, used);
}
