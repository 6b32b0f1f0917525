import { type Priority as TemporalPriority, compilePriority } from '@temporalio/common';
import type { Priority } from '@perdure/engine';

/** A checked priority. Throws `TypeError` or `RangeError` with Temporal's messages. */
export function priorityToWire(priority: TemporalPriority | undefined): Priority | undefined {
  if (priority === undefined) return undefined;
  compilePriority(priority);
  const { priorityKey, fairnessKey, fairnessWeight } = priority;
  return {
    ...(priorityKey && { priorityKey }),
    ...(fairnessKey && { fairnessKey }),
    ...(fairnessWeight && { fairnessWeight }),
  };
}
