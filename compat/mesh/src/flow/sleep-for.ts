import { msToNumber } from '@temporalio/common/lib/time';
import type { Duration } from '@temporalio/common';
import { sleep } from '@perdure/workflow';
import { currentState } from './current-run';
import { renewIfLong } from './renewal';

const MS_PER_SECOND = 1_000;

/**
 * Waits that long ('1 week', '5 seconds'); answers the duration in seconds, so that a loop may go on while it is not 0.
 * @throws TypeError for a text that is no duration.
 */
export async function sleepFor(duration: string): Promise<number> {
  const state = currentState('sleepFor');
  const ms = msToNumber(duration as Duration);
  // It would be no wait, and a number that a loop takes for one.
  if (ms < 0) throw new TypeError(`sleepFor('${duration}') goes back in time: give a duration from '0 s'`);
  await state.step(`sleepFor ${duration}`, async () => {
    if (ms > 0) await sleep(ms);
  });
  await renewIfLong(state);
  return ms / MS_PER_SECOND;
}
