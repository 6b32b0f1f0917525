import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { htmlReport } from '../report/html';
import { junitReport } from '../report/junit';
import { textReport } from '../report/text';
import type { Report } from '../suite/report';
import type { CommandOptions } from './options';
import { repeatCommand } from './repeat-command';

/** All reports that were asked for; the one on standard output is for a program or for a person. */
export async function writeReports(
  report: Report,
  options: CommandOptions,
  stdout: { write(text: string): unknown },
): Promise<void> {
  if (options.junit !== undefined) await write(options.junit, junitReport(report));
  if (options.html !== undefined) await write(options.html, htmlReport(report));
  if (options.json) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else stdout.write(textReport(report, repeatCommand(options)));
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
