import { describe, expect, it } from 'vitest';
import { type CALENDAR_FIELDS, type CalendarSpec, type ScheduleSpecRequest } from '../../model/schedule';
import { canonicalSpec } from './spec';
import { timesOf } from './times';

const ANY = {
  second: [{ start: 0, end: 0, step: 1 }],
  minute: [{ start: 0, end: 0, step: 1 }],
  hour: [{ start: 0, end: 0, step: 1 }],
  dayOfMonth: [{ start: 1, end: 31, step: 1 }],
  month: [{ start: 1, end: 12, step: 1 }],
  year: [],
  dayOfWeek: [{ start: 0, end: 6, step: 1 }],
} satisfies CalendarSpec;

/** Fields that are one value, the rest as Temporal's defaults have them. */
function calendar(fields: Partial<Record<(typeof CALENDAR_FIELDS)[number], number>>): CalendarSpec {
  const given = Object.entries(fields).map(([field, value]) => [field, [{ start: value, end: value, step: 1 }]]);
  return { ...ANY, ...Object.fromEntries(given) } as CalendarSpec;
}

/** Every second, minute and hour of the days that match. */
const WHOLE_DAYS = {
  second: [{ start: 0, end: 59, step: 1 }],
  minute: [{ start: 0, end: 59, step: 1 }],
  hour: [{ start: 0, end: 23, step: 1 }],
};

function first(spec: ScheduleSpecRequest, after: string, count: number): string[] {
  const times = timesOf(canonicalSpec(spec), 's');
  const found: string[] = [];
  let ms = Date.parse(after);
  while (found.length < count) {
    const next = times.after(ms);
    if (!next) break;
    found.push(new Date(next.nominalMs).toISOString().replace('.000Z', 'Z'));
    ms = next.nominalMs;
  }
  return found;
}

describe('intervals', () => {
  it('are aligned to the epoch, with an offset', () => {
    const spec = { intervals: [{ everyMs: 3_600_000, offsetMs: 600_000 }] };
    expect(first(spec, '2025-01-01T00:00:00Z', 2)).toEqual(['2025-01-01T00:10:00Z', '2025-01-01T01:10:00Z']);
  });

  it.each([
    [{ everyMs: 999, offsetMs: 0 }, 'interval is too small'],
    [{ everyMs: 5_000, offsetMs: -1 }, 'negative'],
    [{ everyMs: 5_000, offsetMs: 5_000 }, 'must be smaller'],
  ])('%o is refused: %s', (interval, why) => {
    expect(() => canonicalSpec({ intervals: [interval] })).toThrow(why);
  });
});

describe('calendars', () => {
  it('need every field to match: day of month and day of week', () => {
    const spec = { calendars: [calendar({ dayOfMonth: 13, dayOfWeek: 5 })] };
    expect(first(spec, '2025-01-01T00:00:00Z', 2)).toEqual(['2025-06-13T00:00:00Z', '2026-02-13T00:00:00Z']);
  });

  it('find the 29th of February, and nothing on the 30th', () => {
    expect(first({ calendars: [calendar({ month: 2, dayOfMonth: 29 })] }, '2025-01-01T00:00:00Z', 2)).toEqual([
      '2028-02-29T00:00:00Z',
      '2032-02-29T00:00:00Z',
    ]);
    expect(first({ calendars: [calendar({ month: 2, dayOfMonth: 30 })] }, '2025-01-01T00:00:00Z', 1)).toEqual([]);
  });

  it('go on to the next minute, hour and year', () => {
    const spec = { calendars: [calendar({ second: 5, minute: 59, hour: 23, dayOfMonth: 31, month: 12 })] };
    expect(first(spec, '2025-12-31T23:59:05Z', 1)).toEqual(['2026-12-31T23:59:05Z']);
    expect(first(spec, '2025-12-31T23:59:04.999Z', 1)).toEqual(['2025-12-31T23:59:05Z']);
  });

  it('with a year that is over have no next time', () => {
    expect(first({ calendars: [calendar({ year: 2020 })] }, '2025-01-01T00:00:00Z', 1)).toEqual([]);
  });

  it('are the same in whichever order they are asked for', () => {
    const spec = canonicalSpec({
      calendars: [calendar({ hour: 8 }), calendar({ month: 2, dayOfMonth: 29 }), calendar({ dayOfWeek: 1 })],
      intervals: [{ everyMs: 7 * 3_600_000, offsetMs: 0 }],
      timezone: 'Europe/Zurich',
    });
    const moments = Array.from(
      { length: 200 },
      (_, index) => Date.UTC(2024, 1, 1) + ((index * 7_919) % 200) * 3_333_000,
    );
    const times = timesOf(spec, 's');
    expect(moments.map((ms) => times.after(ms))).toEqual(moments.map((ms) => timesOf(spec, 's').after(ms)));
  });

  it('are united with intervals, each time once', () => {
    const spec = { calendars: [calendar({})], intervals: [{ everyMs: 43_200_000, offsetMs: 0 }] };
    expect(first(spec, '2025-01-01T00:00:00Z', 2)).toEqual(['2025-01-01T12:00:00Z', '2025-01-02T00:00:00Z']);
  });
});

describe('a time zone', () => {
  const daily = (hour: number, minute: number, timezone: string) => ({
    calendars: [calendar({ hour, minute })],
    timezone,
  });

  it('moves with the clock', () => {
    expect(first(daily(9, 0, 'Europe/Zurich'), '2025-03-29T00:00:00Z', 2)).toEqual([
      '2025-03-29T08:00:00Z',
      '2025-03-30T07:00:00Z',
    ]);
  });

  it('has no action at a time that the clock skips', () => {
    expect(first(daily(2, 30, 'America/New_York'), '2025-03-08T12:00:00Z', 2)).toEqual([
      '2025-03-10T06:30:00Z',
      '2025-03-11T06:30:00Z',
    ]);
  });

  it('has two actions at a time that the clock shows twice', () => {
    expect(first(daily(1, 30, 'America/New_York'), '2025-11-01T12:00:00Z', 3)).toEqual([
      '2025-11-02T05:30:00Z',
      '2025-11-02T06:30:00Z',
      '2025-11-03T06:30:00Z',
    ]);
  });

  it('of half hours, and one that skipped a whole day', () => {
    expect(first(daily(1, 45, 'Australia/Lord_Howe'), '2025-04-05T00:00:00Z', 2)).toEqual([
      '2025-04-05T14:45:00Z',
      '2025-04-05T15:15:00Z',
    ]);
    expect(first(daily(12, 0, 'Pacific/Apia'), '2011-12-29T00:00:00Z', 2)).toEqual([
      '2011-12-29T22:00:00Z',
      '2011-12-30T22:00:00Z',
    ]);
  });

  it('finds the same as looking at every minute', () => {
    const zone = 'Europe/Berlin';
    const spec = {
      calendars: [
        { ...calendar({}), hour: [{ start: 1, end: 3, step: 1 }], minute: [{ start: 0, end: 59, step: 20 }] },
      ],
      timezone: zone,
    };
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    for (const start of ['2025-03-29T12:00:00Z', '2025-10-25T12:00:00Z']) {
      const expected: string[] = [];
      for (let ms = Date.parse(start) + 60_000; expected.length < 20; ms += 60_000) {
        const [hour, minute] = shown.format(ms).split(':').map(Number);
        if (hour! >= 1 && hour! <= 3 && minute! % 20 === 0)
          expected.push(new Date(ms).toISOString().replace('.000Z', 'Z'));
      }
      expect(first(spec, start, 20)).toEqual(expected);
    }
  });

  it('that nobody knows is refused', () => {
    expect(() => canonicalSpec({ timezone: 'Mars/Olympus' })).toThrow('unknown time zone Mars/Olympus');
  });
});

describe('limits of a spec', () => {
  it('start and end are inclusive', () => {
    const spec = {
      intervals: [{ everyMs: 60_000, offsetMs: 0 }],
      startAtMs: Date.parse('2025-01-01T00:01:00Z'),
      endAtMs: Date.parse('2025-01-01T00:02:00Z'),
    };
    expect(first(spec, '2024-01-01T00:00:00Z', 5)).toEqual(['2025-01-01T00:01:00Z', '2025-01-01T00:02:00Z']);
  });

  it('what is skipped is left out, whole days of seconds in few steps', () => {
    const weekend = {
      ...ANY,
      ...WHOLE_DAYS,
      dayOfWeek: [
        { start: 6, end: 6, step: 1 },
        { start: 0, end: 0, step: 1 },
      ],
    };
    const spec = { intervals: [{ everyMs: 1_000, offsetMs: 0 }], skip: [weekend], timezone: 'Europe/Zurich' };
    expect(first(spec, '2025-03-28T22:59:58Z', 2)).toEqual(['2025-03-28T22:59:59Z', '2025-03-30T22:00:00Z']);
  });

  it('a spec that skips everything has no next time', () => {
    const spec = { intervals: [{ everyMs: 1_000, offsetMs: 0 }], skip: [{ ...ANY, ...WHOLE_DAYS }] };
    expect(first(spec, '2025-01-01T00:00:00Z', 1)).toEqual([]);
  });

  it.each([
    [{ calendars: [calendar({ hour: 24 })] }, 'hour from 24 to 24 by 1 is not in range [0-23]'],
    [{ calendars: [calendar({ dayOfMonth: 0 })] }, 'dayOfMonth from 0'],
    [{ calendars: [{ ...ANY, minute: [{ start: 5, end: 1, step: 1 }] }] }, 'minute from 5 to 1'],
    [{ jitterMs: -1 }, 'jitter is negative'],
  ])('%o is refused', (spec, why) => {
    expect(() => canonicalSpec(spec as ScheduleSpecRequest)).toThrow(why);
  });
});

describe('jitter', () => {
  const every = (everyMs: number, jitterMs: number) =>
    canonicalSpec({ intervals: [{ everyMs, offsetMs: 0 }], jitterMs });
  const due = (seed: string, spec: ReturnType<typeof every>) =>
    Array.from({ length: 50 }, (_, index) => timesOf(spec, seed).after(index * 60_000)!);

  it('is the same each time it is asked for, and another one for another schedule', () => {
    const spec = every(60_000, 30_000);
    expect(due('a', spec)).toEqual(due('a', spec));
    expect(due('a', spec)).not.toEqual(due('b', spec));
  });

  it('is spread, and never goes past the next time', () => {
    const delays = due('a', every(60_000, 3_600_000)).map(({ nominalMs, dueMs }) => dueMs - nominalMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(60_000);
    expect(new Set(delays).size).toBeGreaterThan(40);
  });
});
