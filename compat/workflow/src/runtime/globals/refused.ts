import { DeterminismViolationError } from '../../errors';

/** A constructor that refuses. */
export function refused(message: string): () => never {
  return function refuse(): never {
    throw new DeterminismViolationError(message);
  };
}
