/**
 * Which moments match a calendar. A moment matches when the wall clock of the zone shows a time all of whose fields
 * match: a time that the clock skips in spring has no moment, one that it shows twice in autumn has two.
 */
import { CALENDAR_FIELDS, type CalendarField, type CalendarSpec } from '../../model/schedule';
import { offsetMs, transitionIn, wallMs } from './zone';

/** Years in which calendars are looked for; Temporal's. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Further than any clock is ever set back. */
const NEAR_MS = 25 * HOUR_MS;

/** The values of each field; an empty set of years is any year. */
export interface Calendar {
  readonly values: Readonly<Record<CalendarField, ReadonlySet<number>>>;
  readonly zone: string;
}

export function compileCalendar(spec: CalendarSpec, zone: string): Calendar {
  const values = CALENDAR_FIELDS.map((field) => [field, valuesOf(spec, field)] as const);
  return { values: Object.fromEntries(values) as unknown as Calendar['values'], zone };
}

/**
 * What finds the calendar's first moment after another one. It remembers what it found, so that moments asked for in
 * order cost one search for each that is passed.
 */
export function seekerOf(calendar: Calendar): (afterMs: number) => number | undefined {
  let sinceMs = Infinity;
  let found: number | undefined;
  return (afterMs) => {
    if (afterMs < sinceMs || (found !== undefined && afterMs >= found)) {
      sinceMs = afterMs;
      found = nextInCalendar(calendar, afterMs);
    }
    return found;
  };
}

function valuesOf(spec: CalendarSpec, field: CalendarField): ReadonlySet<number> {
  const values = new Set<number>();
  for (const { start, end, step } of spec[field]) {
    for (let value = start; value <= Math.max(start, end); value += Math.max(1, step)) values.add(value);
  }
  return values;
}

/** Whether it matches when the clock on the wall shows this, as if it were UTC. */
export function matchesWall({ values }: Calendar, wall: Date): boolean {
  return (
    dayMatches(values, wall) &&
    values.hour.has(wall.getUTCHours()) &&
    values.minute.has(wall.getUTCMinutes()) &&
    values.second.has(wall.getUTCSeconds())
  );
}

/**
 * The first matching moment after `afterMs`, whole seconds; undefined: none until the last year. Between two changes
 * of the clock it is arithmetic on the wall clock; a change near the moment is looked at before and behind.
 */
function nextInCalendar(calendar: Calendar, afterMs: number): number | undefined {
  const { zone } = calendar;
  if (!hasDays(calendar.values)) return undefined;
  let fromMs = Math.floor(afterMs / SECOND_MS) * SECOND_MS + SECOND_MS;
  for (;;) {
    const offset = offsetMs(zone, fromMs);
    const wall = nextWall(calendar.values, fromMs + offset);
    const change = zone === 'UTC' ? undefined : transitionIn(zone, fromMs, fromMs + NEAR_MS);
    const found = wall === undefined ? undefined : wall - offset;
    if (found !== undefined && found < (change ?? fromMs + NEAR_MS)) return found;
    if (found !== undefined && zone === 'UTC') return found;
    if (change !== undefined) fromMs = change;
    else if (found === undefined) return undefined;
    else fromMs = Math.max(fromMs + SECOND_MS, found - NEAR_MS + SECOND_MS);
  }
}

/**
 * The first moment after a matching one that may not match: the end of the longest stretch of the calendar that can
 * be told without looking at each second. For leaving what a schedule skips.
 */
export function leaveCalendar({ values, zone }: Calendar, ms: number): number {
  if (values.second.size < 60) return ms + SECOND_MS;
  const wall = wallMs(zone, ms);
  if (values.minute.size < 60) return ms + MINUTE_MS - (wall % MINUTE_MS);
  const nextDay = ms + DAY_MS - (wall % DAY_MS);
  if (values.hour.size === 24 && offsetMs(zone, nextDay) === offsetMs(zone, ms)) return nextDay;
  // Clocks are set by whole quarters of an hour.
  return ms + 15 * MINUTE_MS - (wall % (15 * MINUTE_MS));
}

type Values = Calendar['values'];

function dayMatches(values: Values, wall: Date): boolean {
  return (
    (values.year.size === 0 || values.year.has(wall.getUTCFullYear())) &&
    values.month.has(wall.getUTCMonth() + 1) &&
    values.dayOfMonth.has(wall.getUTCDate()) &&
    values.dayOfWeek.has(wall.getUTCDay())
  );
}

/** Days of each month, in a leap year. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days that never come, such as the 30th of February, are not looked for. */
function hasDays({ month, dayOfMonth }: Values): boolean {
  const firstDay = Math.min(...dayOfMonth);
  return [...month].some((of) => firstDay <= (MONTH_DAYS[of - 1] ?? 0));
}

/** The first matching wall-clock time at or after this one, as if it were UTC. */
function nextWall(values: Values, fromMs: number): number | undefined {
  const endMs = Date.UTC(LAST_YEAR + 1, 0, 1);
  const firstDayMs = Math.floor(fromMs / DAY_MS) * DAY_MS;
  for (let dayMs = firstDayMs; dayMs < endMs; dayMs = nextDay(values, dayMs)) {
    if (!dayMatches(values, new Date(dayMs))) continue;
    const time = nextTime(values, dayMs === firstDayMs ? fromMs - dayMs : 0);
    if (time !== undefined) return dayMs + time;
  }
  return undefined;
}

/** The next day worth looking at: months and years that do not match are left out whole. */
function nextDay(values: Values, dayMs: number): number {
  const day = new Date(dayMs);
  const year = day.getUTCFullYear();
  if (values.year.size > 0 && !values.year.has(year)) return Date.UTC(year + 1, 0, 1);
  if (!values.month.has(day.getUTCMonth() + 1)) return Date.UTC(year, day.getUTCMonth() + 1, 1);
  return dayMs + DAY_MS;
}

/** The first matching time of day at or after this one, milliseconds since midnight. */
function nextTime(values: Values, fromMs: number): number | undefined {
  for (let ms = fromMs; ms < DAY_MS;) {
    if (!values.hour.has(Math.floor(ms / HOUR_MS))) ms = ceiling(ms, HOUR_MS);
    else if (!values.minute.has(Math.floor(ms / MINUTE_MS) % 60)) ms = ceiling(ms, MINUTE_MS);
    else if (!values.second.has(Math.floor(ms / SECOND_MS) % 60)) ms += SECOND_MS;
    else return ms;
  }
  return undefined;
}

/** The beginning of the next unit. */
function ceiling(ms: number, unitMs: number): number {
  return (Math.floor(ms / unitMs) + 1) * unitMs;
}
