/** The types on both sides of a migration, from whichever side the project stands on now. */
import type { Terminal } from '../cli/terminal';
import { allEntries, contentOf, type Journal } from '../journal/journal';
import { changesOf } from '../run/changes';
import type { Migration } from '../run/migrate';
import { readBaseline, writeBaseline } from './baseline';
import { newProblems, type TypeCheck, typeCheck } from './type-check';
import type { TypeProblem } from './type-check-child';

interface Side {
  readonly errors: number;
  readonly files: number;
  readonly unchecked?: string;
}

export interface TypesVerdict {
  readonly typescript?: string;
  readonly before: Side;
  readonly after: Side;
  /** After, and not before. Empty where the after could not be checked. */
  readonly newProblems: readonly TypeProblem[];
  readonly advice?: string;
}

type Overlay = Readonly<Record<string, string>>;

export async function checkBothSides(
  terminal: Terminal,
  migration: Migration,
  configs: readonly string[],
  journal: Journal,
): Promise<TypesVerdict> {
  const { root } = migration.project;
  const applied = textsBefore(journal);
  const before = await checkBefore(terminal, { root, configs, overlay: applied ?? {} }, journal, applied !== undefined);
  terminal.progress('checking types after the migration');
  const after = await typeCheck({ root, configs, overlay: textsAfter(migration) }, '@perdure');
  terminal.progress('');
  return verdict(before, after);
}

/** Kept before `apply`; afterwards what was kept, if anything was. */
async function checkBefore(
  terminal: Terminal,
  input: { root: string; configs: readonly string[]; overlay: Overlay },
  journal: Journal,
  applied: boolean,
): Promise<TypeCheck> {
  const kept = applied ? readBaseline(journal) : undefined;
  if (kept) return kept;
  terminal.progress('checking types before the migration');
  const check = await typeCheck(input, '@temporalio');
  if (check.unchecked === undefined && !applied) writeBaseline(journal, check);
  return check;
}

/** What the files were before the first apply that is in the journal. */
function textsBefore(journal: Journal): Overlay | undefined {
  const entries = allEntries(journal);
  if (entries.length === 0) return undefined;
  const oldestLast = [...entries].reverse().flatMap(({ files }) => files);
  return Object.fromEntries(oldestLast.map(({ path, before }) => [path, contentOf(journal, before)]));
}

function textsAfter(migration: Migration): Overlay {
  return Object.fromEntries(changesOf(migration).map(({ path, after }) => [path, after]));
}

function verdict(before: TypeCheck, after: TypeCheck): TypesVerdict {
  const known = before.unchecked === undefined ? before.problems : [];
  const found = after.unchecked === undefined ? newProblems(known, after.problems) : [];
  return {
    typescript: after.typescript ?? before.typescript,
    before: sideOf(before),
    after: sideOf(after),
    newProblems: found,
    ...(after.unchecked?.startsWith('not installed') && {
      advice: 'Install the new dependencies, then run verify again.',
    }),
    ...(found.length > 0 &&
      before.unchecked !== undefined && { advice: 'Errors may be old: what was before could not be checked.' }),
  };
}

function sideOf({ problems, files, unchecked }: TypeCheck): Side {
  return { errors: problems.length, files, unchecked };
}
