/**
 * What holds back a run's first workflow task: a start delay, a retry backoff or a cron time. A plain signal ends the
 * delay of a start, but not of a signalWithStart, which only another signalWithStart ends (spec 2.2).
 */
import type { Effect, SimpleEffect } from '../model/transition';
import { WAKE_AND_SCHEDULE_TASK } from './body';

/** On the run while it is held back by the delay of a signalWithStart. */
const DELAYED_WITH_SIGNAL = 'delayedWithSignal';

/** Ends the hold and schedules the first workflow task; only where there is a hold. */
export const END_HOLD: readonly SimpleEffect[] = [
  { do: 'unset', hash: 'run', fields: [DELAYED_WITH_SIGNAL] },
  { do: 'releaseHold' },
];

/** The run was created by a signalWithStart with a delay. */
export const HOLD_FOR_SIGNAL_WITH_START: SimpleEffect = {
  do: 'set',
  hash: 'run',
  field: DELAYED_WITH_SIGNAL,
  value: '1',
};

/** A signalWithStart found the run open. */
export const WAKE_BY_SIGNAL_WITH_START: Effect = {
  do: 'when',
  guard: { is: 'present', hash: 'run', field: DELAYED_WITH_SIGNAL },
  then: END_HOLD,
  else: [WAKE_AND_SCHEDULE_TASK],
};
