import { EngineError } from '../errors';
import { LIMITS } from '../limits';

/** Names and ids are texts of a limited length. */
export function checkName(what: string, value: string): void {
  if (typeof value !== 'string' || value.length === 0) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      `${what} is empty: give it a text of 1 to ${LIMITS.workflowIdLength} characters`,
    );
  }
  if (value.length > LIMITS.workflowIdLength) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      `${what} has ${value.length} characters, at most ${LIMITS.workflowIdLength} are allowed: shorten it, for example by hashing a part of it`,
    );
  }
}
