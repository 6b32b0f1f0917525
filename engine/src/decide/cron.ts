import { createRequire } from 'node:module';
import { EngineError } from '../errors';

const EVERY = /^@every\s+/;

/**
 * Milliseconds from `nowMs` to the next time of a cron schedule: five fields in UTC, `CRON_TZ=<zone>` in front, the
 * usual `@daily` forms, or `@every <duration>` such as `@every 1h30m` (spec 9.24). Never 0, and always after
 * `lastMs`, the time the previous run was due: a clock that is a little slow does not find that time again.
 * `@every` counts from `lastMs`.
 */
export function cronBackoffMs(schedule: string, nowMs: number, lastMs: number = nowMs): number {
  if (EVERY.test(schedule)) {
    const stepMs = everyMs(schedule);
    return lastMs + (Math.floor(Math.max(0, nowMs - lastMs) / stepMs) + 1) * stepMs - nowMs;
  }
  const afterMs = Math.max(nowMs, lastMs);
  const zoned = /^(?:CRON_TZ|TZ)=(\S+)\s+(.+)$/.exec(schedule);
  const fields = (zoned?.[2] ?? schedule).trim();
  if (!fields.startsWith('@') && fields.split(/\s+/).length !== 5) throw invalid(schedule);
  try {
    const next = cronParser()
      .parse(fields, {
        currentDate: new Date(afterMs),
        tz: zoned?.[1] ?? 'UTC',
      })
      .next();
    return Math.max(1, next.getTime() - nowMs);
  } catch (cause) {
    throw invalid(schedule, cause);
  }
}

/** Loaded at the first schedule: it takes longer to load than the rest of the rules together, and few workflows have one. */
function cronParser(): (typeof import('cron-parser'))['CronExpressionParser'] {
  return (createRequire(__filename)('cron-parser') as typeof import('cron-parser')).CronExpressionParser;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

function everyMs(schedule: string): number {
  const text = schedule.replace(EVERY, '').trim();
  if (!/^(\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(text)) throw invalid(schedule);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  if (total < 1_000) throw invalid(schedule);
  return total;
}

function invalid(schedule: string, cause?: unknown): EngineError {
  return new EngineError(
    'INVALID_ARGUMENT',
    `Invalid CronSchedule '${schedule}': give five fields (minute hour day-of-month month day-of-week), optionally ` +
      `after CRON_TZ=<zone>, or @every <duration> of at least one second`,
    { schedule },
    { cause },
  );
}
