import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { count } from '../cli/count';
import { Refused } from '../cli/exit-codes';
import { type CommonOptions, rootOf, withFolder } from '../cli/options';
import type { Terminal } from '../cli/terminal';
import { hashOf } from '../journal/hash';
import { contentOf, dropEntry, type JournalFile, lastEntry, openJournal } from '../journal/journal';
import { removeTemporaries, writeWhole } from '../journal/write-files';

export function addUndo(program: Command, terminal: Terminal): void {
  withFolder(program.command('undo'))
    .description('take back the last apply, unless a file was edited since')
    .addHelpText(
      'after',
      '\nExit code: 0, or 2 when there is nothing to undo or a file was edited: then nothing was written.',
    )
    .action((folder: string, options: CommonOptions) => undo(terminal, folder, options));
}

function undo(terminal: Terminal, folder: string, options: CommonOptions): void {
  const root = rootOf(folder);
  const journal = openJournal(root);
  const last = lastEntry(journal);
  if (last === undefined) throw new Refused('there is nothing to undo: no apply is in the journal');
  const { files } = last.entry;
  const edited = files.filter((file) => isEdited(root, file));
  if (edited.length > 0) {
    const names = edited.map(({ path }) => path).join(', ');
    throw new Refused(`edited since apply: ${names}. Nothing was changed; git has the old versions`);
  }
  for (const { path, before } of files) writeWhole(root, path, contentOf(journal, before));
  removeTemporaries(
    root,
    files.map(({ path }) => path),
  );
  dropEntry(journal, last.number);
  if (options.json) terminal.json({ files: files.map(({ path }) => path) });
  else terminal.print(`${count(files.length, 'file')} as before.`);
}

/** Neither what it was nor anything that apply made of it; or gone. */
function isEdited(root: string, { path, before, after }: JournalFile): boolean {
  try {
    return ![before, ...after].includes(hashOf(readFileSync(join(root, path), 'utf8')));
  } catch {
    return true;
  }
}
