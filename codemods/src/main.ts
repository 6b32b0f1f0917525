#!/usr/bin/env node
/** The command `perdure-migrate`. */
import { Command, CommanderError } from 'commander';
import { EXIT, HalfDone, Refused } from './cli/exit-codes';
import { terminal } from './cli/terminal';
import { version } from './cli/version';
import { addApply } from './commands/apply';
import { addDoctor } from './commands/doctor';
import { addDiff } from './commands/diff';
import { addPlan } from './commands/plan';
import { addScan } from './commands/scan';
import { addUndo } from './commands/undo';
import { addVerify } from './commands/verify';
import { GitError } from './git/git';

const output = terminal();

// `perdure-migrate diff | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void main();

async function main(): Promise<void> {
  const program = new Command('perdure-migrate')
    .description('Moves Temporal and HotMesh applications to Perdure, which runs them on Redis.')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 something was found, 2 refused or wrong usage. docs/migrating.md says more.',
    );
  for (const add of [addScan, addPlan, addDiff, addApply, addUndo, addVerify, addDoctor]) add(program, output);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.refused;
  } else if (error instanceof Refused || error instanceof GitError) {
    output.note(`perdure-migrate: ${error.message}`);
    process.exitCode = EXIT.refused;
  } else if (error instanceof HalfDone) {
    output.note(`perdure-migrate: ${error.message}`);
    process.exitCode = EXIT.found;
  } else {
    throw error;
  }
}
