import { EngineError } from '../../errors';

/** What begins the message of every refusal of a spec. */
const INVALID_SPEC = 'Invalid schedule spec: ';

/** A spec that says no times, or contradicts itself. */
export function invalidSpec(reason: string): EngineError {
  return new EngineError('INVALID_ARGUMENT', `${INVALID_SPEC}${reason}`);
}
