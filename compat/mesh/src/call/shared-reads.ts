/**
 * Callers who ask for the same answer in the same turn of the event loop share one read. It is sent after the last of them
 * has asked, so none gets what was true before its call.
 */
import { type EngineClient, isEngineError, type StandaloneSummary } from '@perdure/engine';

type Known = Promise<StandaloneSummary | undefined>;

const asked = new WeakMap<EngineClient, Map<string, Known>>();

/** What is known of the activity; undefined when there is none. */
export function readTogether(engine: EngineClient, activityId: string): Known {
  const reads = asked.get(engine) ?? new Map<string, Known>();
  asked.set(engine, reads);
  const waiting = reads.get(activityId);
  if (waiting) return waiting;
  const reading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    reads.delete(activityId);
    return read(engine, activityId);
  });
  reads.set(activityId, reading);
  return reading;
}

async function read(engine: EngineClient, activityId: string): Known {
  try {
    return await engine.activities.summary({ activityId });
  } catch (error) {
    if (isEngineError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}
