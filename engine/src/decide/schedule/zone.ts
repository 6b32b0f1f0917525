/** Time zones: the difference between wall clock and UTC at a moment, from the zone data that Node brings. */
import { LIMITS } from '../../limits';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A wall-clock time as if it were UTC, milliseconds. */
export function wallMs(zone: string, ms: number): number {
  return ms + offsetMs(zone, ms);
}

/** Wall clock minus UTC at a moment; whole seconds. */
export function offsetMs(zone: string, ms: number): number {
  if (zone === 'UTC') return 0;
  const whole = Math.floor(ms / 1_000) * 1_000;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(whole)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

/** Whether Node knows the zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The first moment in `(fromMs, toMs]` with another offset than `fromMs` has; undefined when both ends have the same. */
export function transitionIn(zone: string, fromMs: number, toMs: number): number | undefined {
  const before = offsetMs(zone, fromMs);
  if (offsetMs(zone, toMs) === before) return undefined;
  let low = Math.floor(fromMs / 1_000);
  let high = Math.ceil(toMs / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(zone, middle * 1_000) === before) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  if (formats.size >= LIMITS.scheduleZonesCached) formats.clear();
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
