import type { DueEntry, DueRun } from '../../model/due';
import type { Effect, Guard, Transition } from '../../model/transition';
import { body } from '../body';
import { OPEN } from '../guards';
import { stillMine } from './timer-guard';

/** The time of a workflow task is up: in a sticky queue, at a worker, or waiting for its next attempt. */
export function workflowTaskDue(run: DueRun, entry: DueEntry): Transition {
  const [state, , attempt, form] = (run.run['wft'] ?? 'none').split(' ');
  const guards: Guard[] = [OPEN, stillMine(entry)];
  return {
    target: { workflowId: run.workflowId, runId: run.runId },
    alternatives: [{ guards, effects: effectsFor(entry, state, Number(attempt), form === 'v') }],
  };
}

function effectsFor(entry: DueEntry, state: string | undefined, attempt: number, virtual: boolean): readonly Effect[] {
  switch (state) {
    case 'scheduled':
      return [{ do: 'unstickTask' }, { do: 'disarm', names: [entry.name] }];
    case 'waiting':
      return [{ do: 'disarm', names: [entry.name] }, { do: 'releaseHold' }];
    case 'started':
      return timedOut(attempt, virtual);
    default:
      return [{ do: 'disarm', names: [entry.name] }];
  }
}

/** The worker that had it is slow, frozen or gone: anyone may take the next attempt, at once. */
function timedOut(attempt: number, virtual: boolean): readonly Effect[] {
  const end: Effect = { do: 'endTask', write: false, updatesHandled: 0, sticky: '', identity: '' };
  const event: Effect = {
    do: 'append',
    bodies: [body({ type: 'WorkflowTaskTimedOut', timeoutType: 'START_TO_CLOSE' })],
  };
  const again: readonly Effect[] = [{ do: 'retryTask', attempt: attempt + 1, delayMs: 0 }, { do: 'flush' }];
  return virtual ? [end, ...again] : [end, event, ...again];
}
