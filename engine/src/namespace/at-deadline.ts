import { LIMITS } from '../limits';

/** Calls `late` once the deadline (wall clock of this process) has passed. Returns how to stop waiting for it. */
export function atDeadline(deadlineMs: number | undefined, late: () => void): () => void {
  const leftMs = deadlineMs === undefined ? Infinity : deadlineMs - Date.now();
  if (leftMs > LIMITS.timerMs) return () => undefined;
  const timer = setTimeout(late, Math.max(0, leftMs));
  return () => clearTimeout(timer);
}
