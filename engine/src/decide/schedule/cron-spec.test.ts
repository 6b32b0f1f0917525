import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-spec';
import { canonicalSpec } from './spec';
import { timesOf } from './times';

function next(expression: string, after = '2025-01-01T00:00:00Z', count = 2): string[] {
  const times = timesOf(canonicalSpec({ cronExpressions: [expression] }), 's');
  const found: string[] = [];
  for (let at = times.after(Date.parse(after)); at && found.length < count; at = times.after(at.nominalMs)) {
    found.push(new Date(at.nominalMs).toISOString().slice(0, 19));
  }
  return found;
}

describe('a cron expression', () => {
  it.each([
    ['0 12 * * MON-WED', ['2025-01-01T12:00:00', '2025-01-06T12:00:00']],
    ['*/20 * * * *', ['2025-01-01T00:20:00', '2025-01-01T00:40:00']],
    ['5/20 0 * * *', ['2025-01-01T00:05:00', '2025-01-01T00:25:00']],
    ['0 0 1,15 feb *', ['2025-02-01T00:00:00', '2025-02-15T00:00:00']],
    ['0 0 * * 7', ['2025-01-05T00:00:00', '2025-01-12T00:00:00']],
    ['0 0 * * 5-7', ['2025-01-03T00:00:00', '2025-01-04T00:00:00']],
    ['0 0 1 * * 2030', ['2030-01-01T00:00:00', '2030-02-01T00:00:00']],
    ['30 0 12 * * * *', ['2025-01-01T12:00:30', '2025-01-02T12:00:30']],
    ['0 0 13 * FRI', ['2025-06-13T00:00:00', '2026-02-13T00:00:00']],
    ['@daily', ['2025-01-02T00:00:00', '2025-01-03T00:00:00']],
    ['@yearly', ['2026-01-01T00:00:00', '2027-01-01T00:00:00']],
    ['@weekly', ['2025-01-05T00:00:00', '2025-01-12T00:00:00']],
    ['@hourly', ['2025-01-01T01:00:00', '2025-01-01T02:00:00']],
    ['@every 14h/3h', ['2025-01-01T13:00:00', '2025-01-02T03:00:00']],
    ['@every 1d', ['2025-01-02T00:00:00', '2025-01-03T00:00:00']],
    ['CRON_TZ=Asia/Tokyo 0 9 * * *', ['2025-01-02T00:00:00', '2025-01-03T00:00:00']],
    ['TZ=Asia/Tokyo 0 10 * * * # in the morning', ['2025-01-01T01:00:00', '2025-01-02T01:00:00']],
  ])('%s', (expression, times) => {
    expect(next(expression)).toEqual(times);
  });

  it('keeps its comment', () => {
    expect(parseCron('0 0 * * * # payroll #1').calendar?.comment).toBe('payroll #1');
  });

  it.each([
    ['* * *', 'malformed expression'],
    ['60 * * * *', 'out of range: minute goes from 0 to 59'],
    ['* * * * funday', "'funday'"],
    ['*/0 * * * *', 'is no minute'],
    ['5-1 * * * *', 'is no minute'],
    ['@every', 'is no interval'],
    ['@every 5x', 'is no interval'],
    ['@every 500s/600s', 'smaller than the interval'],
    ['@fortnightly', 'malformed expression'],
  ])('%s is refused and says why', (expression, why) => {
    const refused = () => canonicalSpec({ cronExpressions: [expression] });
    expect(refused).toThrow(why);
    expect(refused).toThrow(/^Invalid schedule spec: /);
  });

  it('names the same time zone as the others, and as the spec', () => {
    const zoned = 'CRON_TZ=Asia/Tokyo 0 9 * * *';
    expect(canonicalSpec({ cronExpressions: [zoned] }).timezone).toBe('Asia/Tokyo');
    expect(canonicalSpec({ cronExpressions: ['0 9 * * *'], timezone: 'Asia/Tokyo' }).timezone).toBe('Asia/Tokyo');
    expect(() => canonicalSpec({ cronExpressions: [zoned, '0 9 * * *'] })).toThrow('conflicting timezone names');
    expect(() => canonicalSpec({ cronExpressions: [zoned], timezone: 'UTC' })).toThrow('conflicting timezone names');
  });
});
