import { randomUUID } from 'node:crypto';

/** A new run id, request id or token: a random UUID. */
export function newId(): string {
  return randomUUID();
}
