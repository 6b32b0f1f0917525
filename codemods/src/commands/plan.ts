import type { Command } from 'commander';
import { count } from '../cli/count';
import { loadAndMigrate } from '../cli/load';
import { migrateOptions, rootOf, type TransformOptions, withTransforms } from '../cli/options';
import type { Terminal } from '../cli/terminal';
import { writeResult } from '../cli/write-result';
import { planOf } from '../journal/plan-file';
import { problemsExit } from './problems';

interface PlanOptions extends TransformOptions {
  readonly output?: string;
}

export function addPlan(program: Command, terminal: Terminal): void {
  withTransforms(program.command('plan'))
    .description('write what apply would do as JSON, to be reviewed; `"apply": false` leaves a finding out')
    .option('-o, --output <file>', 'write it to this file instead of standard output')
    .addHelpText('after', '\nExit code: 0, or 1 when a transform failed on a file, 2 when refused.')
    .action((folder: string, options: PlanOptions) => plan(terminal, folder, options));
}

function plan(terminal: Terminal, folder: string, options: PlanOptions): void {
  const settings = migrateOptions(options);
  const migration = loadAndMigrate(terminal, rootOf(folder), settings);
  const planned = planOf(migration, settings);
  if (options.output === undefined) terminal.json(planned);
  else {
    writeResult(options.output, `${JSON.stringify(planned, null, 2)}\n`);
    if (options.json) terminal.json({ plan: options.output, files: planned.files.length });
    else
      terminal.print(
        `${options.output}: ${count(planned.files.length, 'file')} would change. Then: perdure-migrate apply --plan ${options.output}`,
      );
  }
  problemsExit(terminal, migration);
}
