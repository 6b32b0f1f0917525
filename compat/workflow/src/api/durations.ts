import type { Duration } from '@temporalio/common';
import { msOptionalToNumber } from '@temporalio/common/lib/time';

/** A timeout in whole milliseconds; 0 and unset are no timeout. Throws `TypeError` for a text that is no duration. */
export function timeoutMs(value: Duration | undefined | null): number | undefined {
  const ms = msOptionalToNumber(value ?? undefined);
  return ms ? Math.ceil(ms) : undefined;
}

/** The object without its undefined values. */
export function defined<T extends object>(source: T): T {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as T;
}
