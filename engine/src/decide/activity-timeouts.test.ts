import { expect, it } from 'vitest';
import { activityTimeouts } from './activity-timeouts';

const NONE = undefined;

/** Given: schedule-to-close, schedule-to-start, start-to-close, heartbeat, run timeout. Effective: the first four. */
it.each([
  ['schedule-to-close only fills in the others', [100, NONE, NONE, NONE, NONE], [100, 100, 100, NONE]],
  ['schedule-to-close caps the others', [100, 200, 300, NONE, NONE], [100, 100, 100, NONE]],
  ['shorter ones than schedule-to-close stay', [100, 20, 30, NONE, NONE], [100, 20, 30, NONE]],
  ['start-to-close only, in a run without limit', [NONE, NONE, 30, NONE, NONE], [NONE, NONE, 30, NONE]],
  ['start-to-close only takes the rest from the run', [NONE, NONE, 30, NONE, 90], [90, 90, 30, NONE]],
  ['nothing outlasts the run', [500, 400, 300, NONE, 90], [90, 90, 90, NONE]],
  ['a heartbeat is no longer than an attempt', [NONE, NONE, 30, 50, NONE], [NONE, NONE, 30, 30]],
  ['0 means no limit', [0, 0, 30, 0, 0], [NONE, NONE, 30, NONE]],
] as const)('%s', (_rule, [close, start, attempt, heartbeat, run], effective) => {
  const timeouts = activityTimeouts(
    {
      scheduleToCloseTimeoutMs: close,
      scheduleToStartTimeoutMs: start,
      startToCloseTimeoutMs: attempt,
      heartbeatTimeoutMs: heartbeat,
    },
    run,
  );
  expect([
    timeouts.scheduleToCloseTimeoutMs,
    timeouts.scheduleToStartTimeoutMs,
    timeouts.startToCloseTimeoutMs,
    timeouts.heartbeatTimeoutMs,
  ]).toEqual(effective);
});
