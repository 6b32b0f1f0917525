export interface WaitOptions {
  /** Default 10,000. */
  timeoutMs?: number;
  /** Pause between two looks. Default 20. */
  intervalMs?: number;
  /** What is awaited, for the error. */
  what?: string;
}

/**
 * Polls until the condition returns something truthy, and returns that. A condition that throws counts as not yet; the last
 * error is the cause of the timeout error.
 */
export async function waitFor<T>(condition: () => T | Promise<T>, options: WaitOptions = {}): Promise<NonNullable<T>> {
  const { timeoutMs = 10_000, intervalMs = 20, what = 'the condition' } = options;
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  do {
    try {
      const value = await condition();
      if (value) return value;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(intervalMs);
  } while (performance.now() < deadline);
  throw new Error(`Waited ${timeoutMs} ms for ${what}`, { cause: lastError });
}

/** A pause. Prefer `waitFor` where there is something to look at. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
