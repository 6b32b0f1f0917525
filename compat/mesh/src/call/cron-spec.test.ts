import { describe, expect, it } from 'vitest';
import { keptMs, specOf } from './cron-spec';

const NOW = Date.UTC(2025, 0, 1, 12, 0, 0, 100);
const HOUR_MS = 3_600_000;
const spec = (options: Partial<Parameters<typeof specOf>[0]>) =>
  specOf({ id: 'job', interval: '1 hour', ...options }, NOW);

describe('the times of a job', () => {
  it('of a duration begin within the next seconds, and come at that distance', () => {
    const first = Date.UTC(2025, 0, 1, 12, 0, 1);
    expect(spec({})).toEqual({ intervals: [{ every: HOUR_MS, offset: 1_000 }], startAt: new Date(first) });
    expect((first - 1_000) % HOUR_MS).toBe(0);
  });

  it('begin late enough for the call to arrive', () => {
    const late = specOf({ id: 'job', interval: '1 day' }, NOW + 800);
    expect(late?.startAt).toEqual(new Date(Date.UTC(2025, 0, 1, 12, 0, 2)));
  });

  it('begin after the delay, of durations and expressions', () => {
    expect(spec({ delay: '10 minutes' })?.startAt).toEqual(new Date(Date.UTC(2025, 0, 1, 12, 10, 1)));
    expect(spec({ interval: '0 0 * * *', delay: '2 days', timezone: 'Europe/Berlin' })).toEqual({
      cronExpressions: ['0 0 * * *'],
      timezone: 'Europe/Berlin',
      startAt: new Date(NOW + 48 * HOUR_MS),
    });
  });

  it.each(['1 day', '90 seconds', '1.5 minutes', '2h', '1000'])('%s is a duration', (interval) => {
    expect(spec({ interval })).toHaveProperty('intervals');
  });

  it.each(['*/15 * * * *', '0 9-17 * * 1-5', '@daily', '0 0 1 1 * 2030', '*/10 * * * * * *'])(
    '%s is an expression',
    (interval) => {
      expect(spec({ interval })).toEqual({ cronExpressions: [interval], timezone: undefined });
    },
  );

  it.each([
    { interval: 'sometimes' },
    { interval: '' },
    { interval: '10 ms' },
    { interval: '1500 ms' },
    { interval: '0 s' },
    { interval: '-1 day' },
    { delay: 'later' },
    { timezone: 'UTC' },
    { maxCycles: 0 },
    { maxCycles: 1.5 },
  ])('%j is refused', (options) => {
    expect(() => spec(options)).toThrow(TypeError);
  });

  it('are remembered for an hour when they may come more often than every minute', () => {
    const kept = (interval: string) => keptMs({ id: 'job', interval });
    expect(['30 seconds', '*/10 * * * * * *'].map(kept)).toEqual([HOUR_MS, HOUR_MS]);
    expect(['1 minute', '* * * * *', '@daily'].map(kept)).toEqual([undefined, undefined, undefined]);
  });
});
