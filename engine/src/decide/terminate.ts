import type { ExecutionTarget } from '../model/request';
import type { Payload } from '../model/payload';
import type { Dedupe, Effect, Transition } from '../model/transition';
import { body } from './body';
import { OPEN } from './guards';

export interface Termination {
  readonly reason?: string;
  readonly details?: readonly Payload[];
  readonly identity?: string;
  readonly retentionMs: number;
}

/** Ends an open run at once; workflow code does not hear of it. */
export function terminateWorkflow(
  target: ExecutionTarget,
  termination: Termination,
  dedupe: Dedupe | undefined,
): Transition {
  return {
    target,
    dedupe,
    alternatives: [{ guards: [OPEN], effects: terminateEffects(termination) }],
  };
}

export function terminateEffects(termination: Termination): readonly Effect[] {
  const { reason, details, identity, retentionMs } = termination;
  return [
    { do: 'breakTask' },
    { do: 'flush' },
    { do: 'append', bodies: [body({ type: 'WorkflowExecutionTerminated', reason, details, identity })] },
    { do: 'close', status: 'TERMINATED', retentionMs, final: true },
  ];
}
