import { describe, expect, it } from 'vitest';
import { cronBackoffMs } from './cron';

const at = (text: string): number => Date.parse(`2025-01-01T${text}Z`);
const next = (schedule: string, now: string, last = now): string =>
  new Date(at(now) + cronBackoffMs(schedule, at(now), at(last))).toISOString().slice(0, 19);

describe('a cron schedule', () => {
  it.each([
    ['five fields in UTC', '30 12 * * *', '10:00:00', '2025-01-01T12:30:00'],
    ['never the moment itself', '* * * * *', '10:00:00', '2025-01-01T10:01:00'],
    ['a zone in front', 'CRON_TZ=America/New_York 0 9 * * *', '10:00:00', '2025-01-01T14:00:00'],
    ['a short name', '@daily', '10:00:00', '2025-01-02T00:00:00'],
    ['an interval', '@every 1h30m', '10:00:00', '2025-01-01T11:30:00'],
  ])('is read: %s', (_what, schedule, now, expected) => {
    expect(next(schedule, now)).toBe(expected);
  });

  it('counts an interval from when the last run was due, not from its end', () => {
    expect(next('@every 5m', '10:02:00', '10:00:00')).toBe('2025-01-01T10:05:00');
    expect(next('@every 5m', '10:12:00', '10:00:00')).toBe('2025-01-01T10:15:00');
  });

  it('does not find the time of the last run again when the clock is a little slow', () => {
    expect(next('* * * * *', '09:59:59.998', '10:00:00')).toBe('2025-01-01T10:01:00');
    expect(next('@every 1m', '09:59:59.998', '10:00:00')).toBe('2025-01-01T10:01:00');
  });

  it.each([
    '',
    'sometimes',
    '* * *',
    '0 * * * * *',
    '99 * * * *',
    '@every soon',
    '@every 10ms',
    'CRON_TZ=Nowhere/None * * * * *',
  ])('that cannot be read is refused: "%s"', (schedule) => {
    expect(() => cronBackoffMs(schedule, 0)).toThrow(/Invalid CronSchedule/);
  });
});
