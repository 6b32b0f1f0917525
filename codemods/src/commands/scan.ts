import type { Command } from 'commander';
import { EXIT } from '../cli/exit-codes';
import { loadAndMigrate } from '../cli/load';
import { migrateOptions, rootOf, type TransformOptions, withTransforms } from '../cli/options';
import type { Terminal } from '../cli/terminal';
import { writeResult } from '../cli/write-result';
import { htmlReport } from '../report/html';
import { humanReport } from '../report/human';
import { reportOf } from '../report/report';

interface ScanOptions extends TransformOptions {
  readonly html?: string;
}

export function addScan(program: Command, terminal: Terminal): void {
  withTransforms(program.command('scan'))
    .description('say what would change, what works as it is and what does not exist here; changes nothing')
    .option('--html <file>', 'write the report as an HTML page too')
    .addHelpText(
      'after',
      '\nExit code: 0 when everything is covered, 1 when something is left to a person, 2 when refused.',
    )
    .action((folder: string, options: ScanOptions) => scan(terminal, folder, options));
}

function scan(terminal: Terminal, folder: string, options: ScanOptions): void {
  const migration = loadAndMigrate(terminal, rootOf(folder), migrateOptions(options));
  const report = reportOf(migration);
  if (options.html !== undefined) writeResult(options.html, htmlReport(report));
  if (options.json) terminal.json(report);
  else humanReport(report, terminal.colors).forEach(terminal.print);
  const open = report.coverage.covered < report.coverage.uses || report.problems.length > 0;
  process.exitCode = open ? EXIT.found : EXIT.ok;
}
