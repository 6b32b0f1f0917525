import type { ExecutionTarget } from '../model/request';
import type { Transition } from '../model/transition';
import { OPEN } from './guards';

/** What comes next of a run goes to the shared queue: the worker that keeps it warm does not answer. */
export function forgetSticky(target: ExecutionTarget): Transition {
  return {
    target,
    alternatives: [{ guards: [OPEN], effects: [{ do: 'unset', hash: 'run', fields: ['sticky'] }] }],
  };
}
