/** Calendar fields between what users write (names, ranges, lists, '*') and the engine's ranges of numbers. */
import type { CalendarRange, CalendarSpec as EngineCalendar } from '@perdure/engine';
import {
  type CalendarSpec,
  type CalendarSpecDescription,
  DAYS_OF_WEEK,
  type DayOfWeek,
  type LooseRange,
  MONTHS,
  type Month,
  type Range,
} from '../schedule-types';

interface Field<Unit> {
  /** Undefined for what the field cannot be. */
  readonly toNumber: (value: unknown) => number | undefined;
  readonly fromNumber: (value: number) => Unit | undefined;
  readonly whenAbsent: readonly CalendarRange[];
  /** What '*' means. */
  readonly all: readonly CalendarRange[];
}

const ZERO: readonly CalendarRange[] = [{ start: 0, end: 0, step: 1 }];

function numbers(first: number, last: number, whenAbsent?: readonly CalendarRange[]): Field<number> {
  const all = [{ start: first, end: last, step: 1 }];
  return {
    toNumber: (value) => (typeof value === 'number' && value >= 0 && value <= last ? value : undefined),
    fromNumber: (value) => value,
    whenAbsent: whenAbsent ?? all,
    all,
  };
}

function names<Name extends string>(list: readonly Name[], first: number): Field<Name> {
  const all = [{ start: first, end: first + list.length - 1, step: 1 }];
  return {
    toNumber: (value) => (list.includes(value as Name) ? first + list.indexOf(value as Name) : undefined),
    fromNumber: (value) => list[value - first],
    whenAbsent: all,
    all,
  };
}

const second = numbers(0, 59, ZERO);
const minute = numbers(0, 59, ZERO);
const hour = numbers(0, 23, ZERO);
const dayOfMonth = numbers(1, 31);
const month = names<Month>(MONTHS, 1);
const year: Field<number> = {
  toNumber: (value) => (typeof value === 'number' ? value : undefined),
  fromNumber: (value) => value,
  whenAbsent: [],
  all: [],
};
const dayOfWeek = names<DayOfWeek>(DAYS_OF_WEEK, 0);

/** TypeError for a value that its field cannot have. */
export function calendarToEngine(spec: CalendarSpec): EngineCalendar {
  return {
    second: rangesOf('second', second, spec.second),
    minute: rangesOf('minute', minute, spec.minute),
    hour: rangesOf('hour', hour, spec.hour),
    dayOfMonth: rangesOf('dayOfMonth', dayOfMonth, spec.dayOfMonth),
    month: rangesOf('month', month, spec.month),
    year: rangesOf('year', year, spec.year),
    dayOfWeek: rangesOf('dayOfWeek', dayOfWeek, spec.dayOfWeek),
    ...(spec.comment !== undefined && { comment: spec.comment }),
  };
}

/** RangeError for a number that its field cannot have. */
export function calendarFromEngine(spec: EngineCalendar): CalendarSpecDescription {
  return {
    second: described('second', second, spec.second),
    minute: described('minute', minute, spec.minute),
    hour: described('hour', hour, spec.hour),
    dayOfMonth: described('dayOfMonth', dayOfMonth, spec.dayOfMonth),
    month: described('month', month, spec.month),
    year: described('year', year, spec.year),
    dayOfWeek: described('dayOfWeek', dayOfWeek, spec.dayOfWeek),
    comment: spec.comment,
  };
}

function rangesOf<Unit>(
  name: string,
  field: Field<Unit>,
  given: LooseRange<Unit> | readonly LooseRange<Unit>[] | '*' | undefined,
): readonly CalendarRange[] {
  if (given === undefined) return field.whenAbsent;
  if (given === '*') return field.all;
  return (Array.isArray(given) ? given : [given]).map((item: unknown) => rangeOf(name, field, item));
}

/** A range without an end is its start, as its type says. */
function rangeOf<Unit>(name: string, field: Field<Unit>, item: unknown): CalendarRange {
  const range = (typeof item === 'object' && item !== null ? item : { start: item }) as Partial<Range<unknown>>;
  const start = field.toNumber(range.start);
  if (start === undefined) {
    throw new TypeError(`Invalid CalendarSpec component for field ${name}: '${String(item)}' of type '${typeof item}'`);
  }
  const end = range.end === undefined ? start : (field.toNumber(range.end) ?? start);
  return { start, end, step: typeof range.step === 'number' && range.step > 0 ? range.step : 1 };
}

function described<Unit>(name: string, field: Field<Unit>, ranges: readonly CalendarRange[]): Range<Unit>[] {
  return ranges.map((range) => {
    const start = field.fromNumber(range.start);
    if (start === undefined) {
      throw new RangeError(`Invalid CalendarSpec component for field ${name}: ${range.start} is out of bounds`);
    }
    const end = range.end > range.start ? (field.fromNumber(range.end) ?? start) : start;
    return { start, end, step: range.step > 0 ? range.step : 1 };
  });
}
