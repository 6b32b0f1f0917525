/**
 * Cron expressions of schedules: five, six (with year) or seven fields (with second and year), `@every`, `@daily` and
 * their like, a time zone in front, a comment behind. They become calendars and intervals, as in Temporal: day of
 * month and day of week must both match.
 */
import {
  CALENDAR_FIELDS,
  type CalendarField,
  type CalendarRange,
  type CalendarSpec,
  type IntervalSpec,
} from '../../model/schedule';
import { FIRST_YEAR, LAST_YEAR } from './calendar';
import { invalidSpec } from './invalid-spec';

export interface CronSpec {
  readonly calendar?: CalendarSpec;
  readonly interval?: IntervalSpec;
  /** '' when the expression names none. */
  readonly timezone: string;
}

/** Values each field can have; day of week takes 7 for Sunday. */
export const FIELD_BOUNDS: Readonly<Record<CalendarField, readonly [number, number]>> = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: [1, 12],
  year: [FIRST_YEAR, LAST_YEAR],
  dayOfWeek: [0, 7],
};

const FIVE: readonly CalendarField[] = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'];
/** Which fields an expression has, by how many there are. */
const LAYOUTS: Readonly<Record<number, readonly CalendarField[]>> = {
  5: FIVE,
  6: [...FIVE, 'year'],
  7: ['second', ...FIVE, 'year'],
};
const DEFAULTS: Readonly<Record<CalendarField, string>> = {
  second: '0',
  minute: '0',
  hour: '0',
  dayOfMonth: '*',
  month: '*',
  year: '*',
  dayOfWeek: '*',
};
const SHORTHANDS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MONTH_NAMES = 'january february march april may june july august september october november december'.split(' ');
const DAY_NAMES = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
/** Names of values, the first value, and how many letters tell them apart. */
const NAMES: Readonly<Partial<Record<CalendarField, { names: readonly string[]; first: number; letters: number }>>> = {
  month: { names: MONTH_NAMES, first: 1, letters: 3 },
  dayOfWeek: { names: DAY_NAMES, first: 0, letters: 2 },
};

export function parseCron(expression: string): CronSpec {
  const [timed = '', ...comments] = expression.split('#');
  const comment = comments.length > 0 ? comments.join('#').trim() : undefined;
  const zoned = /^\s*(?:CRON_TZ|TZ)=(\S+)\s+(.*)$/s.exec(timed);
  const timezone = zoned?.[1] ?? '';
  const text = (zoned?.[2] ?? timed).trim();
  if (text.startsWith('@every')) return { interval: parseEvery(expression, text), timezone: '' };
  const words = (SHORTHANDS[text] ?? text).split(/\s+/);
  const layout = LAYOUTS[words.length];
  if (!layout) {
    throw invalidSpec(
      `malformed expression '${expression}': give 5 fields (minute hour day-of-month month day-of-week), 6 with a ` +
        'year behind, 7 with a second in front as well, @every <interval>, or one of ' +
        Object.keys(SHORTHANDS).join(', '),
    );
  }
  const given = Object.fromEntries(layout.map((field, index) => [field, words[index]]));
  const fields = CALENDAR_FIELDS.map((field) => [
    field,
    parseField(expression, field, given[field] ?? DEFAULTS[field]),
  ]);
  return { calendar: { ...(Object.fromEntries(fields) as CalendarSpec), ...(comment && { comment }) }, timezone };
}

function parseField(expression: string, field: CalendarField, text: string): readonly CalendarRange[] {
  if (field === 'year' && text === '*') return [];
  return text.split(',').flatMap((part) => parseRange(expression, field, part));
}

/** `*`, `a`, `a-b`, each with `/step`; `a/step` goes on to the largest value. */
function parseRange(expression: string, field: CalendarField, text: string): readonly CalendarRange[] {
  const shape = /^(\*|[^-/]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(text);
  const [, first = '', last, stepText] = shape ?? [];
  const step = Number(stepText ?? 1);
  if (!shape || step < 1 || (first === '*' && last !== undefined)) throw malformed(expression, field, text);
  const [min, max] = FIELD_BOUNDS[field];
  const start = first === '*' ? min : parseValue(expression, field, first);
  const single = first !== '*' && last === undefined && stepText === undefined;
  const end = last !== undefined ? parseValue(expression, field, last) : single ? start : max;
  if (end < start) throw malformed(expression, field, text);
  return field === 'dayOfWeek' ? sundayIsZero({ start, end, step }) : [{ start, end, step }];
}

/** 7 is Sunday too. */
function sundayIsZero({ start, end, step }: CalendarRange): readonly CalendarRange[] {
  if (end < 7) return [{ start, end, step }];
  const hitsSeven = (7 - start) % step === 0;
  const rest = start === 7 ? [] : [{ start, end: 6, step }];
  return hitsSeven && !(start === 0 && step === 1) ? [...rest, { start: 0, end: 0, step: 1 }] : rest;
}

function parseValue(expression: string, field: CalendarField, text: string): number {
  const named = NAMES[field];
  const word = text.toLowerCase();
  const index = named && word.length >= named.letters ? named.names.findIndex((name) => name.startsWith(word)) : -1;
  const value = named && index >= 0 ? named.first + index : /^\d+$/.test(text) ? Number(text) : NaN;
  const [min, max] = FIELD_BOUNDS[field];
  if (!(value >= min && value <= max)) {
    throw invalidSpec(`'${text}' in '${expression}' is out of range: ${field} goes from ${min} to ${max}`);
  }
  return value;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function parseEvery(expression: string, text: string): IntervalSpec {
  const shape = /^@every\s+([^\s/]+)(?:\/(\S+))?$/.exec(text);
  if (!shape) throw malformed(expression, 'interval', text);
  const [, every = '', offset] = shape;
  return {
    everyMs: durationMs(expression, every),
    offsetMs: offset === undefined ? 0 : durationMs(expression, offset),
  };
}

function durationMs(expression: string, text: string): number {
  if (!/^(?:\d+(?:\.\d+)?[smhd])+$/.test(text)) throw malformed(expression, 'interval', text);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  return total;
}

function malformed(expression: string, field: string, text: string): Error {
  return invalidSpec(`malformed expression '${expression}': '${text}' is no ${field}`);
}
