import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { count } from '../cli/count';
import { Refused } from '../cli/exit-codes';
import { loadAndMigrate } from '../cli/load';
import { migrateOptions, rootOf, type TransformOptions, withTransforms } from '../cli/options';
import type { Terminal } from '../cli/terminal';
import { applySteps } from '../journal/apply-steps';
import { checkTree } from '../journal/check-tree';
import { hashOf } from '../journal/hash';
import { parsePlan, type PlanFile, skipUnplanned } from '../journal/plan-file';
import { reportOf } from '../report/report';
import { changesByStep, changesOf, type WholeChange } from '../run/changes';
import type { MigrateOptions, Migration } from '../run/migrate';
import { problemsExit } from './problems';

export interface ApplyOptions extends TransformOptions {
  readonly plan?: string;
  readonly commitEach?: boolean;
  readonly allowDirty?: boolean;
  readonly withoutGit?: boolean;
  /** False with `--no-verify`. */
  readonly verify: boolean;
}

export function addApply(program: Command, terminal: Terminal): void {
  withTransforms(program.command('apply'))
    .description('change the files; `undo` takes it back')
    .option('--plan <file>', 'do what this plan says, and refuse if its files have changed since')
    .option('--commit-each', 'make one commit for each transform')
    .option('--no-verify', 'with --commit-each: run no hooks of git')
    .option('--allow-dirty', 'go on although files have changes that are not committed')
    .option('--without-git', 'go on although the folder is in no git repository')
    .addHelpText(
      'after',
      '\nExit code: 0, or 1 when a transform failed on a file, 2 when refused: then nothing was written.',
    )
    .action((folder: string, options: ApplyOptions) => apply(terminal, folder, options));
}

function apply(terminal: Terminal, folder: string, options: ApplyOptions): void {
  const root = rootOf(folder);
  const plan = options.plan === undefined ? undefined : readPlan(options.plan);
  const settings: MigrateOptions = plan ? { ...plan.options, skip: skipUnplanned(plan) } : migrateOptions(options);
  checkTree(root, options);
  const migration = loadAndMigrate(terminal, root, settings);
  const changes = changesOf(migration);
  if (plan) checkPlan(plan, migration, changes);
  applySteps(terminal, root, changes, changesByStep(migration), options);
  tell(terminal, migration, changes, options);
  problemsExit(terminal, migration);
}

function readPlan(path: string): PlanFile {
  try {
    return parsePlan(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** Refuses when a file of the plan is not what it was, or becomes what the plan does not say. */
function checkPlan(plan: PlanFile, { project }: Migration, changes: readonly WholeChange[]): void {
  const before = new Map(changes.map((change) => [change.path, hashOf(change.before)]));
  const planned = new Map(plan.files.map((file) => [file.path, file.before]));
  const gone = plan.files.filter(({ path }) => !project.files.has(path)).map(({ path }) => path);
  const edited = [...before].filter(([path, hash]) => planned.get(path) !== hash).map(([path]) => path);
  const wrong = [...gone, ...edited];
  if (wrong.length > 0) throw new Refused(`changed since the plan was made: ${wrong.join(', ')}. Make a new plan`);
}

function tell(terminal: Terminal, migration: Migration, changes: readonly WholeChange[], options: ApplyOptions): void {
  const { questions, uses } = reportOf(migration);
  const steps = changesByStep(migration).map(({ name, changes: changed }) => ({
    transform: name,
    files: changed.length,
  }));
  if (options.json) {
    return terminal.json({ files: changes.map(({ path }) => path), steps, questions: questions.asked });
  }
  if (changes.length === 0) return terminal.print('Nothing to change.');
  for (const { transform, files } of steps) terminal.print(`  ${transform.padEnd(20)} ${count(files, 'file')}`);
  terminal.print(`${count(changes.length, 'file')} changed. \`perdure-migrate undo\` takes it back.`);
  if (questions.asked > 0) terminal.print(`${count(questions.asked, 'question')} left: search for PERDURE-MIGRATE:`);
  if (uses.some(({ transform }) => transform === 'package-json')) terminal.print('Install the new dependencies next.');
}
