/** When a job runs. What is wrong throws here, before anything is sent. */
import type { ScheduleOptions } from '@perdure/client';
import { durationMs } from './duration';
import type { CronOptions } from './types';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Records of jobs that may run more often than every minute stay for an hour: there would be hundreds of thousands. */
const FREQUENT_KEPT_MS = 3_600_000;
/** The call reaches Redis before the first time it names, or that one would be over. */
const ON_ITS_WAY_MS = 250;
/** An expression of so many fields has seconds. */
const FIELDS_WITH_SECONDS = 7;

/** `nowMs`: the time of Redis. @throws TypeError for an interval, a delay, a time zone or a number of cycles that is none. */
export function specOf(options: CronOptions, nowMs: number): ScheduleOptions['spec'] {
  const { interval, timezone, delay, maxCycles } = options;
  if (maxCycles !== undefined && (!Number.isInteger(maxCycles) || maxCycles < 1)) {
    throw new TypeError(`maxCycles is ${maxCycles}: give it a whole number from 1`);
  }
  if (typeof interval !== 'string') {
    throw new TypeError(
      `The interval is ${String(interval)}: give a text, '1 day' or a cron expression such as '0 0 * * *'`,
    );
  }
  const beginMs = nowMs + (delay === undefined ? 0 : durationMs(delay));
  if (isCron(interval)) {
    return { cronExpressions: [interval], timezone, ...(delay !== undefined && { startAt: new Date(beginMs) }) };
  }
  if (timezone !== undefined)
    throw new TypeError(`'${interval}' has no times of day: only a cron expression has a timezone`);
  const every = durationMs(interval);
  if (every % SECOND_MS !== 0) throw new TypeError(`The interval '${interval}' is not of whole seconds`);
  // Times count from the epoch, in whole seconds: the offset puts the first of them on the beginning.
  const firstMs = Math.ceil((beginMs + ON_ITS_WAY_MS) / SECOND_MS) * SECOND_MS;
  return { intervals: [{ every, offset: firstMs % every }], startAt: new Date(firstMs) };
}

/** How long the record of a run stays; undefined: as long as the worker keeps everything. */
export function keptMs({ interval }: CronOptions): number | undefined {
  const isFrequent = isCron(interval)
    ? fieldsOf(interval).length >= FIELDS_WITH_SECONDS
    : durationMs(interval) < MINUTE_MS;
  return isFrequent ? FREQUENT_KEPT_MS : undefined;
}

/** Five to seven fields, or one of the short forms. */
function isCron(interval: string): boolean {
  const { length } = fieldsOf(interval);
  return interval.startsWith('@') || (length >= 5 && length <= FIELDS_WITH_SECONDS);
}

function fieldsOf(interval: string): string[] {
  return interval.trim().split(/\s+/);
}
