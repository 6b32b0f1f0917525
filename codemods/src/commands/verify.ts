import type { Command } from 'commander';
import { workflowEntries } from '../analyse/workflow-entries';
import { EXIT, Refused } from '../cli/exit-codes';
import { loadAndMigrate } from '../cli/load';
import { migrateOptions, rootOf, type TransformOptions, withTransforms } from '../cli/options';
import type { Terminal } from '../cli/terminal';
import { openJournal } from '../journal/journal';
import { parser } from '../run/asts';
import { changesOf } from '../run/changes';
import type { Migration } from '../run/migrate';
import { checkBothSides, type TypesVerdict } from '../verify/both-sides';
import { configsOf } from '../verify/type-check';
import { type Replay, replayHistories } from '../verify/replay';

interface VerifyOptions extends TransformOptions {
  readonly histories?: string;
  readonly workflows?: readonly string[];
  readonly replayOptions?: string;
  readonly tsconfig?: readonly string[];
  /** False with `--no-types`. */
  readonly types: boolean;
}

export function addVerify(program: Command, terminal: Terminal): void {
  withTransforms(program.command('verify'))
    .description('type-check before and after the migration, and replay exported histories with the migrated code')
    .option('--histories <folder>', "histories to replay: Temporal's JSON, one file each, named by the workflow id")
    .option('--workflows <module...>', 'modules with the workflows (default: what workflowsPath of the workers names)')
    .option('--replay-options <file>', 'a module that exports replayOptions: dataConverter, interceptors, sinks')
    .option('--tsconfig <file...>', 'what to type-check (default: the tsconfig.json of each package)')
    .option('--no-types', 'do not type-check')
    .addHelpText(
      'after',
      '\nRun it before `apply`, to keep the type errors that are there already, and again after installing the new packages.' +
        '\nExit code: 0, or 1 for new type errors or a history that does not replay, 2 when refused.',
    )
    .action((folder: string, options: VerifyOptions) => verify(terminal, folder, options));
}

async function verify(terminal: Terminal, folder: string, options: VerifyOptions): Promise<void> {
  const root = rootOf(folder);
  const migration = loadAndMigrate(terminal, root, migrateOptions(options));
  const configs = options.tsconfig ?? configsOf(migration.project, migration.facts);
  const types = options.types ? await checkBothSides(terminal, migration, configs, openJournal(root)) : undefined;
  const replay =
    options.histories === undefined ? undefined : await replayAll(terminal, migration, options.histories, options);
  if (options.json) terminal.json({ types, replay });
  else [...typeLines(types), ...replayLines(replay)].forEach(terminal.print);
  process.exitCode = isFine(types) && isFine(replay) ? EXIT.ok : EXIT.found;
}

function replayAll(
  terminal: Terminal,
  migration: Migration,
  histories: string,
  options: VerifyOptions,
): Promise<Replay> {
  const { project, facts } = migration;
  const open = changesOf(migration).filter(({ path }) => facts.roles.get(path)?.has('workflow'));
  if (open.length > 0) throw new Refused(`workflows are not migrated yet (${open[0]?.path}): apply first, then replay`);
  const workflows = options.workflows ?? workflowEntries(project.files, parser());
  if (workflows.length === 0) throw new Refused('no worker names its workflowsPath: say --workflows <module>');
  const { packages } = facts;
  return replayHistories(terminal, project.root, {
    histories,
    workflows,
    packages,
    optionsFile: options.replayOptions,
  });
}

function isFine(verdict: TypesVerdict | Replay | undefined): boolean {
  if (verdict === undefined) return true;
  return 'failed' in verdict ? verdict.failed.length === 0 : verdict.newProblems.length === 0;
}

function typeLines(types: TypesVerdict | undefined): string[] {
  if (types === undefined) return [];
  const side = ({ unchecked, files, errors }: TypesVerdict['before']) =>
    unchecked === undefined ? `${errors} type errors in ${files} files` : `not checked, ${unchecked}`;
  return [
    `Types before: ${side(types.before)}`,
    `Types after:  ${side(types.after)}`,
    ...types.newProblems.map(({ path, line, code, message }) => `  ${path}:${line}  TS${code}: ${message}`),
    ...(types.advice === undefined ? [] : [types.advice]),
  ];
}

function replayLines(replay: Replay | undefined): string[] {
  if (replay === undefined) return [];
  const what = replay.replayed === 1 ? 'history replays' : 'histories replay';
  const lines = replay.failed.map(({ path, error }) => `  ${path}: ${error}`);
  return [`${replay.replayed - replay.failed.length} of ${replay.replayed} ${what} with the migrated code`, ...lines];
}
