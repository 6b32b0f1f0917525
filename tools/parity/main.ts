/** Reads a report of the conformance suite from standard input, and writes the parity table into README and docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parityTable, withTable, type Report } from './table';

const PAGES = ['README.md', 'docs/conformance.md'];
const root = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const report = JSON.parse(await text(process.stdin)) as Report;
  const failed = report.scenarios.filter(({ status }) => status === 'failed');
  const list = failed.map(({ target, area, name, reason }) => `${target} ${area}/${name}: ${reason ?? ''}\n`);
  if (failed.length > 0) throw new Error(`${list.join('')}${failed.length} failed: the table was not written`);
  const table = parityTable(report);
  for (const page of PAGES) {
    const path = join(root, page);
    writeFileSync(path, withTable(readFileSync(path, 'utf8'), table));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
