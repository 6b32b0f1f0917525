import type { ScheduleActivity } from '../model/command';

export interface ActivityTimeouts {
  readonly scheduleToCloseTimeoutMs?: number;
  readonly scheduleToStartTimeoutMs?: number;
  readonly startToCloseTimeoutMs?: number;
  readonly heartbeatTimeoutMs?: number;
}

type Asked = Pick<ScheduleActivity, keyof ActivityTimeouts>;

/**
 * The timeouts that hold for an activity (spec 9.11). Undefined means no limit. What is not given follows from the
 * others; nothing outlasts the run's own timeout.
 */
export function activityTimeouts(asked: Asked, runTimeoutMs: number | undefined): ActivityTimeouts {
  const close = least(asked.scheduleToCloseTimeoutMs, runTimeoutMs);
  const givenClose = asked.scheduleToCloseTimeoutMs ? close : undefined;
  const start = least(asked.scheduleToStartTimeoutMs, givenClose, runTimeoutMs);
  const attempt = least(asked.startToCloseTimeoutMs, givenClose, runTimeoutMs);
  return {
    scheduleToCloseTimeoutMs: close,
    scheduleToStartTimeoutMs: start,
    startToCloseTimeoutMs: attempt,
    heartbeatTimeoutMs: asked.heartbeatTimeoutMs ? least(asked.heartbeatTimeoutMs, attempt) : undefined,
  };
}

/** The smallest of the limits that are set; 0 and undefined are no limit. */
function least(...limits: readonly (number | undefined)[]): number | undefined {
  const set = limits.filter((limit): limit is number => Boolean(limit));
  return set.length > 0 ? Math.min(...set) : undefined;
}
