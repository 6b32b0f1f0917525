import { randomUUID } from 'node:crypto';

/** An example prints what it found out, line by line. */
export type Print = (line: string) => void;

/** A workflow id nobody has used. Applications take one from their own data: an order number, a customer. */
export function newWorkflowId(example: string): string {
  return `${example}-${randomUUID()}`;
}
