/** From what is asked for to a spec with calendars and intervals only, checked. */
import { LIMITS } from '../../limits';
import {
  CALENDAR_FIELDS,
  type CalendarRange,
  type CalendarSpec,
  type IntervalSpec,
  type ScheduleSpec,
  type ScheduleSpecRequest,
} from '../../model/schedule';
import { FIELD_BOUNDS, parseCron } from './cron-spec';
import { invalidSpec } from './invalid-spec';
import { isZone } from './zone';

/** INVALID_ARGUMENT ("Invalid schedule spec: ...") for what cannot be. A spec without any time is allowed: triggers. */
export function canonicalSpec(request: ScheduleSpecRequest): ScheduleSpec {
  const { cronExpressions = [], jitterMs, startAtMs, endAtMs } = request;
  const crons = cronExpressions.map(parseCron);
  const spec: ScheduleSpec = {
    calendars: [...(request.calendars ?? []), ...crons.flatMap(({ calendar }) => calendar ?? [])],
    intervals: [...(request.intervals ?? []), ...crons.flatMap(({ interval }) => interval ?? [])].map(wholeSeconds),
    skip: request.skip ?? [],
    ...(startAtMs !== undefined && { startAtMs }),
    ...(endAtMs !== undefined && { endAtMs }),
    ...(jitterMs && { jitterMs }),
    ...zoneOf(
      request.timezone,
      crons.map(({ timezone }) => timezone),
    ),
  };
  checkSpec(spec);
  return spec;
}

/** All expressions agree on the zone, and with the spec's own. */
function zoneOf(own: string | undefined, zones: readonly string[]): { timezone?: string } {
  const [first = '', ...others] = zones;
  const cron = others.every((zone) => zone === first) ? first : undefined;
  if (cron === undefined || (cron && own && cron !== own)) {
    throw invalidSpec(
      `conflicting timezone names ${[...new Set([...zones, own ?? ''])].map((zone) => `'${zone}'`).join(', ')}: give one, ` +
        'as timezone or in front of every cron expression',
    );
  }
  const timezone = cron || own;
  return timezone ? { timezone } : {};
}

function wholeSeconds({ everyMs, offsetMs }: IntervalSpec): IntervalSpec {
  if (!(everyMs >= 1_000)) throw invalidSpec('interval is too small: a schedule has a resolution of one second');
  if (offsetMs < 0) throw invalidSpec('the offset of an interval is negative');
  if (offsetMs >= everyMs) throw invalidSpec('the offset of an interval must be smaller than the interval');
  return { everyMs: Math.floor(everyMs / 1_000) * 1_000, offsetMs: Math.floor(offsetMs / 1_000) * 1_000 };
}

function checkSpec(spec: ScheduleSpec): void {
  const entries = spec.calendars.length + spec.intervals.length + spec.skip.length;
  if (entries > LIMITS.scheduleSpecEntries) {
    throw invalidSpec(
      `${entries} calendars, intervals and skips; at most ${LIMITS.scheduleSpecEntries} are allowed: use ranges and lists of values`,
    );
  }
  [...spec.calendars, ...spec.skip].forEach(checkCalendar);
  if (spec.jitterMs !== undefined && spec.jitterMs < 0) throw invalidSpec('jitter is negative');
  if (spec.timezone !== undefined && !isZone(spec.timezone)) {
    throw invalidSpec(`unknown time zone ${spec.timezone}: give an IANA name such as Europe/Zurich`);
  }
}

function checkCalendar(calendar: CalendarSpec): void {
  for (const field of CALENDAR_FIELDS) {
    const [min, max] = FIELD_BOUNDS[field];
    const most = field === 'dayOfWeek' ? 6 : max;
    const wrong = calendar[field].find((range) => !isRange(range, min, most));
    if (wrong) {
      const { start, end, step } = wrong;
      throw invalidSpec(
        `invalid calendar spec: ${field} from ${start} to ${end} by ${step} is not in range [${min}-${most}]`,
      );
    }
    if (calendar[field].length > LIMITS.scheduleSpecEntries) {
      throw invalidSpec(`invalid calendar spec: ${field} has more than ${LIMITS.scheduleSpecEntries} ranges`);
    }
  }
}

function isRange({ start, end, step }: CalendarRange, min: number, max: number): boolean {
  const whole = [start, end, step].every(Number.isInteger);
  return whole && start >= min && start <= max && end >= start && end <= max && step >= 1;
}
