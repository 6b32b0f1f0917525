import type { DueEntry, DueRun } from '../../model/due';
import type { Effect, Transition } from '../../model/transition';
import { arrive, SCHEDULE_TASK } from '../body';
import { firedEntry } from '../command/timer';
import { OPEN } from '../guards';
import { stillMine } from './timer-guard';

/**
 * Fires all due user timers of a run in the order of their due times, in one transition: two would let a race
 * between timers be won by the wrong one. If any was cancelled meanwhile the whole is refused and claimed again.
 */
export function userTimersDue(run: DueRun, entries: readonly DueEntry[]): Transition {
  const effects: Effect[] = entries.flatMap((entry) => {
    const [, idText, ...rest] = entry.name.split(':');
    const startedEventId = Number(idText);
    return [
      arrive(firedEntry(startedEventId), { type: 'TimerFired', timerId: rest.join(':'), startedEventId }),
      { do: 'disarm', names: [entry.name] },
    ] satisfies Effect[];
  });
  return {
    target: { workflowId: run.workflowId, runId: run.runId },
    alternatives: [{ guards: [OPEN, ...entries.map(stillMine)], effects: [...effects, SCHEDULE_TASK] }],
  };
}
