import { msToNumber, type Duration } from '@temporalio/common/lib/time';

/** What 'infinity' stands for: a hundred years. */
const FOREVER_MS = 100 * 365 * 24 * 3_600_000;

/** Milliseconds of '15 minutes' and the like. @throws TypeError for a text that is no duration, or not a positive one. */
export function durationMs(text: string): number {
  if (text === 'infinity') return FOREVER_MS;
  const ms = parsed(text);
  if (!Number.isFinite(ms) || ms <= 0 || ms > FOREVER_MS) {
    throw new TypeError(`'${text}' is not a duration: write '15 minutes', '1 day', or 'infinity'`);
  }
  return Math.ceil(ms);
}

function parsed(text: string): number {
  try {
    return msToNumber(text as Duration);
  } catch {
    return NaN;
  }
}
