// As src/measure.ts: so many operations with `count` of them at a time.
export async function lanes(count, total, operation) {
  const latencies = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (next++ < total) {
        const start = performance.now();
        await operation();
        latencies.push(performance.now() - start);
      }
    }),
  );
  const elapsed = performance.now() - began;
  latencies.sort((a, b) => a - b);
  const at = (q) => Math.round(latencies[Math.floor(latencies.length * q)] * 100) / 100;
  return { perSecond: Math.round((latencies.length / elapsed) * 1_000), p50Ms: at(0.5), p99Ms: at(0.99) };
}
