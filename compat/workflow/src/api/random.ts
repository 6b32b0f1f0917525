import { currentRun } from '../runtime/current';
import { uuid4From } from '../runtime/uuid';

/** A version 4 UUID that is the same on every replay. Outside of a workflow it is an ordinary random one. */
export function uuid4(): string {
  return uuid4From(currentRun()?.random.current ?? Math.random);
}
