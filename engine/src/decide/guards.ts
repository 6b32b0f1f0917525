import { RUN_STATUSES } from '../model/status';
import type { Guard } from '../model/transition';

/** The register run exists and is open. */
export const OPEN: Guard = { is: 'field', hash: 'run', field: 'status', in: ['RUNNING'] };

/** The current run of the workflow id is open. */
export const CURRENT_OPEN: Guard = { is: 'field', hash: 'current', field: 'status', in: ['RUNNING'] };

/** The workflow id has never been used, or everything of it has been removed. */
export const NO_CURRENT: Guard = { is: 'absent', hash: 'current', field: '' };

/** Every status but RUNNING. */
export const CLOSED_STATUSES: readonly string[] = RUN_STATUSES.filter((status) => status !== 'RUNNING');

/** This workflow task is the one that is out (invariant 4). */
export function holdsToken(token: string): Guard {
  return { is: 'field', hash: 'run', field: 'token', in: [token] };
}
