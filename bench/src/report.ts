import type { Result } from './result';

/** The results as a table for people. */
export function printTable(results: readonly Result[]): void {
  const head = ['system', 'scenario', 'in flight', 'per second', 'p50 ms', 'p99 ms', ''];
  const rows = results.map((result) => [
    result.system,
    result.scenario,
    result.inFlight > 0 ? String(result.inFlight) : '',
    text(result.perSecond),
    text(result.p50Ms),
    text(result.p99Ms),
    Object.entries(result.values ?? {})
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => (cells[column] ?? '').length)),
  );
  for (const cells of [head, ...rows]) {
    const line = cells.map((cell, column) =>
      column < 2 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${line.join('  ').trimEnd()}\n`);
  }
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
