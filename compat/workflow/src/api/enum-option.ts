import { ValueError } from '@temporalio/common';

/**
 * An option out of a closed set, as Temporal takes it: the name, or the old form of it with a prefix. Undefined gives
 * the default; anything else is a ValueError before anything is scheduled.
 */
export function enumOption<K extends string>(
  given: K | undefined | null,
  { names, prefix, otherwise }: { names: readonly K[]; prefix: string; otherwise: K },
): K {
  if (given == null) return otherwise;
  const name = String(given);
  const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const known = names.find((candidate) => candidate === short);
  if (known === undefined) throw new ValueError(`Invalid enum value: '${name}'`);
  return known;
}

export const PARENT_CLOSE_POLICY = {
  names: ['TERMINATE', 'ABANDON', 'REQUEST_CANCEL'],
  prefix: 'PARENT_CLOSE_POLICY_',
  otherwise: 'TERMINATE',
} as const;

export const CHILD_CANCELLATION_TYPE = {
  names: ['ABANDON', 'TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'WAIT_CANCELLATION_REQUESTED'],
  prefix: '',
  otherwise: 'WAIT_CANCELLATION_COMPLETED',
} as const;

export const ACTIVITY_CANCELLATION_TYPE = {
  names: ['TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'ABANDON'],
  prefix: '',
  otherwise: 'TRY_CANCEL',
} as const;
