/** What `scan` says, as data: the human and the HTML report are written from it. */
import { countQuestions } from '../edit/questions';
import { CHANGE_CLASSES, type ChangeClass } from '../model/finding';
import { FILE_ROLES, type FileRole, type ProjectFacts } from '../model/project-facts';
import type { SkippedFile } from '../project/project';
import type { Migration } from '../run/migrate';
import type { LocatedFinding, Problem } from '../run/run-transforms';

export interface Use {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly transform: string;
  readonly class: ChangeClass;
  readonly message: string;
  readonly doc?: string;
  readonly question?: string;
  /** The command does it, or it works as it is: nothing is left to a person. */
  readonly covered: boolean;
}

export interface Report {
  readonly packageManager: string;
  readonly packages: readonly string[];
  readonly files: { readonly total: number; readonly concerned: number; readonly changed: number };
  readonly roles: Readonly<Record<FileRole, readonly string[]>>;
  readonly classes: Readonly<Record<ChangeClass, number>>;
  readonly coverage: { readonly uses: number; readonly covered: number; readonly percent: number };
  /** Questions that `apply` would leave, and those that are in the sources already. */
  readonly questions: { readonly asked: number; readonly inSources: number };
  readonly uses: readonly Use[];
  /** Files that no transform could look at. */
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly Problem[];
}

export function reportOf(migration: Migration): Report {
  const { facts, project, problems, steps } = migration;
  const uses = steps.flatMap(({ findings }) => findings.map(useOf)).sort(byPlace);
  const covered = uses.filter((use) => use.covered).length;
  const changed = new Set(steps.flatMap(({ changes }) => changes.map(({ path }) => path)));
  return {
    packageManager: facts.packageManager,
    packages: facts.packages,
    files: {
      total: project.paths.length,
      concerned: new Set(uses.map(({ path }) => path)).size,
      changed: changed.size,
    },
    roles: byKey(FILE_ROLES, (role) => filesWith(facts, role)),
    classes: byKey(CHANGE_CLASSES, (name) => uses.filter((use) => use.class === name).length),
    coverage: {
      uses: uses.length,
      covered,
      percent: uses.length === 0 ? 100 : Math.floor((covered / uses.length) * 100),
    },
    questions: { asked: uses.filter(({ question }) => question !== undefined).length, inSources: inSources(migration) },
    uses,
    skipped: project.skipped,
    problems,
  };
}

/** Whether nothing of a finding is left to a person. */
function isCovered(finding: LocatedFinding): boolean {
  if (finding.question !== undefined || finding.class === 'unsupported') return false;
  return finding.edits > 0 || finding.class === 'direct-swap' || finding.class === 'simplification';
}

function useOf(finding: LocatedFinding): Use {
  const { path, line, column, transform, message, doc, question } = finding;
  return { path, line, column, transform, class: finding.class, message, doc, question, covered: isCovered(finding) };
}

function filesWith({ roles }: ProjectFacts, role: FileRole): string[] {
  return [...roles].flatMap(([path, all]) => (all.has(role) ? [path] : [])).sort();
}

function inSources({ project }: Migration): number {
  return [...project.files].reduce((sum, [path, text]) => sum + countQuestions(path, text), 0);
}

function byPlace(a: Use, b: Use): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column;
}

function byKey<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}
