import type { ExecutionTarget, SignalRequest } from '../model/request';
import type { ExecutionRef } from '../model/event';
import type { Dedupe, Effect, Guard, Transition } from '../model/transition';
import { LIMITS } from '../limits';
import { arrive, WAKE_AND_SCHEDULE_TASK } from './body';
import { OPEN } from './guards';

const HISTORY_HAS_ROOM: Guard = { is: 'fewerThan', of: 'history', count: LIMITS.historyEvents };

/** The run tried to close, was refused because of what had arrived, and gets a moment without new arrivals. */
const NOT_CLOSING: Guard = { is: 'absent', hash: 'run', field: 'closing' };
const NO_TASK_OUT: Guard = { is: 'absent', hash: 'run', field: 'token' };

/** Indexes of the guards that every arrival from a client has in front. */
export const ARRIVAL_GUARDS = { open: 0, room: 1, closing: 2 } as const;

/**
 * Two alternatives for what is sent to an open run: as long as it does not try to close, or has no task out.
 * Refused otherwise with guard `closing`: the caller tries again in a moment. `also`: what must hold beside.
 */
export function arrival(
  target: ExecutionTarget,
  effects: readonly Effect[],
  dedupe: Dedupe | undefined,
  also: readonly Guard[] = [],
): Transition {
  return {
    target,
    dedupe,
    alternatives: [
      { guards: [OPEN, HISTORY_HAS_ROOM, NOT_CLOSING, ...also], effects },
      { guards: [OPEN, HISTORY_HAS_ROOM, NO_TASK_OUT, ...also], effects },
    ],
  };
}

/** Signals an open run. */
export function signalWorkflow(target: ExecutionTarget, signal: SignalRequest): Transition {
  return arrival(target, [signaled(signal), WAKE_AND_SCHEDULE_TASK], {
    kind: 'window',
    requestId: signal.requestId,
  });
}

/** The event of a signal; `from` when another workflow sent it. */
export function signaled(signal: Omit<SignalRequest, 'requestId'>, from?: ExecutionRef): Effect {
  return arrive('signal', {
    type: 'WorkflowExecutionSignaled',
    signalName: signal.name,
    input: signal.args,
    header: signal.header,
    identity: signal.identity,
    externalWorkflow: from,
  });
}
