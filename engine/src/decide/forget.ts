import type { ExecutionTarget } from '../model/request';
import type { Dedupe, Effect, Transition } from '../model/transition';
import { KEEP } from './create-run';
import { CLOSED_STATUSES, OPEN } from './guards';
import { terminateEffects } from './terminate';

/** Field of a run whose record does not begin again. */
export const FORGOTTEN = 'forgotten';

/** Ends the execution if it is open, and keeps nothing of it: its record goes at once, the rest with retention. */
export function forgetWorkflow(
  { workflowId, runId, firstRunId }: ExecutionTarget,
  { reason, identity }: { readonly reason?: string; readonly identity?: string },
  dedupe: Dedupe,
): Transition {
  const over: Effect[] = [
    { do: 'set', hash: 'run', field: KEEP, value: '0' },
    { do: 'set', hash: 'run', field: FORGOTTEN, value: '1' },
    { do: 'dropRecord' },
  ];
  return {
    target: { workflowId, runId, firstRunId },
    dedupe,
    alternatives: [
      { guards: [OPEN], effects: [...over, ...terminateEffects({ reason, identity, retentionMs: 0 })] },
      { guards: [{ is: 'field', hash: 'run', field: 'status', in: CLOSED_STATUSES }], effects: over },
    ],
  };
}
