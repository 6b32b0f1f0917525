import type { DueEntry, DueRun } from '../../model/due';
import type { Guard, Transition } from '../../model/transition';

/** The entry is as it was claimed: nobody else has fired or moved it. */
export function stillMine(entry: Pick<DueEntry, 'name' | 'scoreMs'>): Guard {
  return { is: 'timer', name: entry.name, scoreMs: entry.scoreMs };
}

/** Removes an entry that has nothing to move any more. */
export function dropTimer(run: Pick<DueRun, 'workflowId' | 'runId'>, entry: DueEntry): Transition {
  return {
    target: { workflowId: run.workflowId, runId: run.runId },
    alternatives: [{ guards: [stillMine(entry)], effects: [{ do: 'disarm', names: [entry.name] }] }],
  };
}
