import type { Command } from 'commander';
import { EXIT } from '../cli/exit-codes';
import { loadAndMigrate } from '../cli/load';
import { migrateOptions, rootOf, type TransformOptions, withTransforms } from '../cli/options';
import type { Terminal } from '../cli/terminal';
import { git, isRepository } from '../git/git';
import { patchOf } from '../report/patch';
import { changesOf } from '../run/changes';
import { problemsExit } from './problems';

interface DiffOptions extends TransformOptions {
  readonly check?: boolean;
}

export function addDiff(program: Command, terminal: Terminal): void {
  withTransforms(program.command('diff'))
    .description('print what apply would do as a patch that `git apply` takes')
    .option('--check', 'exit with 1 when there is anything to change: for CI of a migrated repository')
    .addHelpText(
      'after',
      '\nExit code: 0, or 1 with --check when something would change, or when a transform failed; 2 when refused.',
    )
    .action((folder: string, options: DiffOptions) => diff(terminal, folder, options));
}

function diff(terminal: Terminal, folder: string, options: DiffOptions): void {
  const root = rootOf(folder);
  const migration = loadAndMigrate(terminal, root, migrateOptions(options));
  // Git reads the paths of a patch from the top of the repository.
  const prefix = isRepository(root) ? git(root, ['rev-parse', '--show-prefix']).trim() : '';
  const changes = changesOf(migration).map((change) => ({ ...change, path: prefix + change.path }));
  const patch = patchOf(changes);
  if (options.json) terminal.json({ files: changes.map(({ path }) => path), patch });
  else process.stdout.write(patch);
  problemsExit(terminal, migration);
  if (options.check && changes.length > 0) process.exitCode = EXIT.found;
}
