import type { DueEntry, DueRun } from '../../model/due';
import type { Transition } from '../../model/transition';
import { changeSchedule } from '../schedule/change';
import { recordOf } from '../schedule/record';
import type { DueContext } from './context';

/** A time of a schedule, or something that it heard. Whoever changes it meanwhile has seen to the timer too. */
export function scheduleDue(run: DueRun, _entry: DueEntry, { nowMs, newId }: DueContext): Transition {
  return changeSchedule(recordOf(run), { nowMs, newId });
}
