import type { HistoryEvent } from '../model/event';
import { isNondeterminismError } from '../replay/nondeterminism-error';
import { createRunMachine } from '../replay/run-machine';
import type { WorkflowHandler } from './contract';
import { activationFailed, MAX_LOST, SandboxLost } from './task-failure';

/** A history that is replayed for its own sake. */
export interface ReplayedHistory {
  readonly runId: string;
  readonly namespace: string;
  /** From the first event. */
  readonly events: readonly HistoryEvent[];
}

/** Why code and history do not go together. */
export interface ReplayFault {
  /** Code asked for something else than what the history has; otherwise it failed, or could not be run. */
  readonly nondeterminism: boolean;
  readonly message: string;
  /** The event at which they part, when there is one. */
  readonly eventId?: number;
}

/**
 * Plays a history to its end, without a store: nothing is read, written or sent. Undefined when the code does what the
 * history says. The run is evicted in the end.
 */
export async function replayHistory(
  handler: WorkflowHandler,
  history: ReplayedHistory,
  lost = 0,
): Promise<ReplayFault | undefined> {
  try {
    await playAll(handler, history);
    return undefined;
  } catch (error) {
    if (!(error instanceof SandboxLost) || lost >= MAX_LOST) return faultOf(error);
  } finally {
    await handler.evict(history.runId);
  }
  return replayHistory(handler, history, lost + 1);
}

async function playAll(handler: WorkflowHandler, history: ReplayedHistory): Promise<void> {
  const machine = createRunMachine();
  machine.feedHistory(history);
  for (let activation = machine.next(); activation; activation = machine.next()) {
    const result = await handler.activate(activation);
    if (result.status === 'failed') throw activationFailed(result);
    machine.submit(result.commands);
  }
}

function faultOf(error: unknown): ReplayFault {
  const message = error instanceof Error ? error.message : String(error);
  if (!isNondeterminismError(error)) return { nondeterminism: false, message };
  return { nondeterminism: true, message, eventId: error.mismatch.eventId };
}
