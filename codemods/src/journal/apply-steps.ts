import { HalfDone, Refused } from '../cli/exit-codes';
import type { Terminal } from '../cli/terminal';
import { commit, isRepository, untrackedOf } from '../git/git';
import type { WholeChange } from '../run/changes';
import { hashOf } from './hash';
import { addEntry, openJournal } from './journal';
import { checkFiles, writeWhole } from './write-files';

interface Step {
  readonly name: string;
  readonly title: string;
  readonly changes: readonly WholeChange[];
}

interface StepOptions {
  readonly commitEach?: boolean;
  readonly allowDirty?: boolean;
  readonly verify: boolean;
}

/** Writes the journal, then the files; with `commitEach`, step by step. */
export function applySteps(
  terminal: Terminal,
  root: string,
  changes: readonly WholeChange[],
  steps: readonly Step[],
  options: StepOptions,
): void {
  if (changes.length === 0) return;
  checkUntracked(root, changes, options);
  checkFiles(root, changes);
  const contents = changes.map(({ before }) => before);
  addEntry(
    openJournal(root),
    { journal: 1, steps: steps.map(({ name }) => name), files: filesOf(changes, steps) },
    contents,
  );
  if (!options.commitEach) return changes.forEach(({ path, after }) => writeWhole(root, path, after));
  for (const step of steps) {
    terminal.progress(`committing ${step.name}`);
    for (const { path, after } of step.changes) writeWhole(root, path, after);
    commitStep(root, step, options);
  }
  terminal.progress('');
}

function commitStep(root: string, { name, title, changes }: Step, { verify }: StepOptions): void {
  try {
    commit(
      root,
      title,
      changes.map(({ path }) => path),
      verify,
    );
  } catch (error) {
    const way =
      'Its files are changed and not committed: commit them and run apply again, or undo. --no-verify runs no hooks';
    throw new HalfDone(`${name}: ${(error as Error).message}. ${way}`);
  }
}

/** Git could not bring back what it does not know. */
function checkUntracked(root: string, changes: readonly WholeChange[], { allowDirty }: StepOptions): void {
  if (allowDirty || !isRepository(root)) return;
  const untracked = untrackedOf(
    root,
    changes.map(({ path }) => path),
  );
  if (untracked.length === 0) return;
  throw new Refused(`git does not track ${untracked.slice(0, 5).join(', ')}: add and commit, or pass --allow-dirty`);
}

function filesOf(changes: readonly WholeChange[], steps: readonly Step[]) {
  return changes.map(({ path, before, after }) => {
    const states = steps.flatMap((step) =>
      step.changes.filter((change) => change.path === path).map((change) => change.after),
    );
    return { path, before: hashOf(before), after: [...states, after].map(hashOf) };
  });
}
