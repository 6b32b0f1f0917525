const MAX_CAUSES = 8;

/** Stack and causes: what a workflow failed with stands in a cause. */
export function describeError(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  if (error.cause === undefined || depth === MAX_CAUSES) return own;
  return `${own}\ncaused by ${describeError(error.cause, depth + 1)}`;
}
