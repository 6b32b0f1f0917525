export interface Timing {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
}

/** Runs `total` operations with `inFlight` of them at a time; latency is from the start of one to its end. */
export async function inFlight(
  inFlightCount: number,
  total: number,
  operation: (index: number) => Promise<unknown>,
): Promise<Timing> {
  const latencies: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < total) {
      const index = next;
      next += 1;
      const began = performance.now();
      await operation(index);
      latencies.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlightCount }, lane));
  return timing(latencies, performance.now() - began);
}

export function timing(latencies: readonly number[], elapsedMs: number): Timing {
  const sorted = [...latencies].sort((a, b) => a - b);
  return {
    perSecond: Math.round((sorted.length / elapsedMs) * 1_000),
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    count: sorted.length,
  };
}

function quantile(sorted: readonly number[], q: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
  return Math.round(value * 100) / 100;
}
